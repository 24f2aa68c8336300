package dev.sluice.torture;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Puts a defect between Sluice and its clients. Not a configuration, so that the scan
 * leaves it out.
 */
class PlantedDefect {

	@Bean
	static BeanPostProcessor planting() {
		Defect defect = Defect.valueOf(System.getProperty(DefectiveLoader.DEFECT));
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return defect.plant(bean);
			}
		};
	}

}
