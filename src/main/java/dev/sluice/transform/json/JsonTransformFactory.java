package dev.sluice.transform.json;

import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.TransformFactory;

/**
 * Makes the transforms of JSON.
 */
final class JsonTransformFactory implements TransformFactory {

	@Override
	public String format() {
		return "json";
	}

	@Override
	public Transform create(TransformContext context) {
		return new JsonTransform(context);
	}

}
