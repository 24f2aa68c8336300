package dev.sluice.emulator.ingest;

/**
 * The words in which BigQuery refuses a row: streaming inserts and load jobs differ.
 */
enum Wording {

	INSERT {

		@Override
		String noSuchField(String path) {
			return "no such field: " + path + '.';
		}

		@Override
		String cannotConvert(String type, String path, String value) {
			return "Cannot convert value to " + type + " (bad value): " + value;
		}

		@Override
		String notAnArray(String path) {
			return "Repeated value added outside of an array, field: " + path + '.';
		}

	},

	LOAD {

		@Override
		String noSuchField(String path) {
			return "No such field: " + path + '.';
		}

		@Override
		String cannotConvert(String type, String path, String value) {
			return "Could not convert value to " + type + ". Field: " + path + "; Value: " + value;
		}

		@Override
		String notAnArray(String path) {
			return "Repeated field must be imported as a JSON array. Field: " + path + '.';
		}

	};

	abstract String noSuchField(String path);

	abstract String cannotConvert(String type, String path, String value);

	abstract String notAnArray(String path);

}
