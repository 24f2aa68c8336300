package dev.sluice.torture;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Defects that are planted in loaders to see whether the torture finds them.
 */
enum Defect {

	/** Offsets are committed as far as records were polled. */
	COMMIT_BEFORE_ACKNOWLEDGEMENT {

		@Override
		Object plant(Object bean) {
			if (bean instanceof DefaultKafkaConsumerFactory<?, ?> consumers) {
				consumers.addPostProcessor(UntimelyCommits::early);
			}
			return bean;
		}

	},

	/**
	 * BigQuery cannot say of rows that are sent again that they exist already, since
	 * nobody tells it where they belong. Matters with {@code exactly-once} only.
	 */
	OWN_ALREADY_EXISTS_IGNORED {

		@Override
		Object plant(Object bean) {
			return (bean instanceof BigQueryWriteClient client) ? OffsetsLeftOut.from(client) : bean;
		}

	},

	/**
	 * Commits count as made long before they are, so that rows are flushed before the
	 * intent to do so is known. Matters with {@code exactly-once} only.
	 */
	FLUSH_BEFORE_INTENT {

		@Override
		Object plant(Object bean) {
			if (bean instanceof DefaultKafkaConsumerFactory<?, ?> consumers) {
				consumers.addPostProcessor(UntimelyCommits::late);
			}
			return bean;
		}

	},

	/** A dead letter counts as kept as soon as it is sent. */
	DEAD_LETTER_NOT_AWAITED {

		@Override
		Object plant(Object bean) {
			if (bean instanceof DefaultKafkaProducerFactory<?, ?> producers) {
				producers.addPostProcessor(UnawaitedSends::of);
			}
			return bean;
		}

	};

	/**
	 * Puts the defect into a bean, if it is the right one.
	 * @return the bean to use
	 */
	abstract Object plant(Object bean);

}
