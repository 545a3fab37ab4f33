package org.shaodao.shared.command;

import java.util.concurrent.Callable;

/**
 * A sub-command of {@code java -jar shaodao.jar}: a Spring bean with picocli's {@code @Command(name, description)},
 * options and parameters as fields.
 * <p>The answer of {@code call()} is the exit code, see {@link ExitCode}. Help and unusable options are answered before
 * the application starts, so a constructor only takes beans and does nothing; give defaults in the annotation
 * ({@code defaultValue}), not in the field.
 */
public interface PlatformCommand extends Callable<Integer> {}
