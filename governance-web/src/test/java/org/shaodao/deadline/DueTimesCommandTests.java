package org.shaodao.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaodao.shared.command.PlatformCommand;
import org.shaodao.support.FlowTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@FlowTests
class DueTimesCommandTests {

    @Autowired
    List<PlatformCommand> commands;

    @Autowired
    AutowireCapableBeanFactory beans;

    @TempDir
    Path folder;

    @Test
    void computesRowsByClassesAndLimitsAndNamesTheBadOnes() throws IOException {
        Path file = write(
                "rows.csv",
                "start,limit,kept\n2026-02-13 09:00,GENERAL,a\n2026-02-13 09:00,NATURAL_HOURS:90,b\n"
                        + "2026/2/14,WORKING_HOURS:60,c\nyesterday,GENERAL,d\n2026-02-13 09:00,NEVER,e\n"
                        + "2026-02-13T01:00:00Z,WORKING_DAYS_SAME_TIME:1,f\n");
        Path out = folder.resolve("out.csv");

        assertThat(run(file.toString(), "--to=" + out)).isEqualTo(1);

        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).contains("2026-02-27 17:30:00");
        assertThat(lines.get(2)).contains("2026-02-13 10:30:00");
        assertThat(lines.get(3)).contains("2026-02-14 09:30:00");
        assertThat(lines.get(4)).contains("yesterday").doesNotContain("17:30");
        assertThat(lines.get(5)).contains("NEVER");
        assertThat(lines.get(6)).contains("2026-02-14 09:00:00");
    }

    @Test
    void computesForAnotherCityWithItsOwnDaysHoursAndZone() throws IOException {
        Path file = write("rows.csv", "start,mode,amount\n2015-04-17 10:00:00,WORKING_DAYS_SAME_TIME,1\n");
        Path days = write("days.csv", "date,kind\n2015-04-20,holiday\n");
        Path out = folder.resolve("out.csv");

        assertThat(run(
                        file.toString(),
                        "--calendar=" + days,
                        "--hours=08:30-17:00",
                        "--zone=America/New_York",
                        "--to=" + out))
                .isZero();

        assertThat(Files.readAllLines(out).get(1)).contains("2015-04-21 10:00:00");
    }

    @Test
    void inputThatCannotBeUsedIsSaidSo() throws IOException {
        Path head = write("rows.csv", "begin,limit\n2026-02-13,GENERAL\n");
        Path good = write("good.csv", "start,limit\n2026-02-13,GENERAL\n");

        assertThat(run(head.toString())).isEqualTo(2);
        assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(run(good.toString(), "--zone=Mars/Base")).isEqualTo(2);
        assertThat(run(good.toString(), "--hours=8")).isEqualTo(2);
        assertThat(run(good.toString(), "--calendar=" + head)).isEqualTo(2);
    }

    @Test
    void theSweepCanBeMeasured() {
        PlatformCommand benchmark = command("benchmark-clocks");

        assertThat(new CommandLine(benchmark).execute("--scratch", "--cases=10", "--due=20"))
                .isEqualTo(2);
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        return new CommandLine(command("due-times")).execute(all.toArray(String[]::new));
    }

    /** A new one each time: a command runs once in its process, options of another run must not stay in it. */
    private PlatformCommand command(String name) {
        return commands.stream()
                .map(PlatformCommand::getClass)
                .filter(type -> type.getAnnotation(Command.class).name().equals(name))
                .map(beans::createBean)
                .findFirst()
                .orElseThrow();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
