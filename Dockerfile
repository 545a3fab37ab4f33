ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -q package -DskipTests

# The jar taken apart: libraries change rarely and make a layer of their own.
FROM ${BASE_IMAGE} AS layers
WORKDIR /layers
COPY --from=build /src/governance-web/target/shaodao.jar shaodao.jar
RUN java -Djarmode=tools -jar shaodao.jar extract --layers --launcher --destination extracted

FROM ${BASE_IMAGE}
WORKDIR /app
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
RUN mkdir -p /app/data && chown 10001:0 /app/data && chmod 0770 /app/data
USER 10001
ENV LANG=C.UTF-8 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=8s --start-period=90s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp", "/app/BOOT-INF/classes", "org.shaodao.platform.HealthProbe"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
