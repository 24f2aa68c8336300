# ./mvnw package && docker build --tag sluice .
#
# Probes: GET /actuator/health/liveness and /actuator/health/readiness on port 8080, both open.
# Settings: SLUICE_* and SPRING_KAFKA_* variables, or a file mounted at /sluice/config/application.yml.

FROM eclipse-temurin:25-jre AS layers
WORKDIR /build
COPY target/sluice-*.jar sluice.jar
RUN ["java", "-Djarmode=tools", "-jar", "sluice.jar", "extract", "--layers", "--destination", "/layers"]

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Sluice" \
      org.opencontainers.image.description="Loads Apache Kafka topics into Google BigQuery" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /sluice
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# Half of the container's memory is heap: Sluice keeps what is in flight there, and its clients buffer as much outside.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# What a start loads and links is kept with the image: half the time to the first row.
RUN ["java", "-XX:AOTCacheOutput=/sluice/sluice.aot", "-Dspring.context.exit=onRefresh", "-jar", "sluice.jar", \
     "--spring.cloud.gcp.project-id=none", "--sluice.warehouse.rest-url=http://localhost:1", "--sluice.warehouse.grpc-target=localhost:1"]
ENV JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS} -XX:AOTCache=/sluice/sluice.aot"
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["java", "-jar", "sluice.jar"]
