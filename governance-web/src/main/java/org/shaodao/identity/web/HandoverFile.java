package org.shaodao.identity.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.shaodao.identity.service.AccountAdministration.Handover;

/** Logins and one-time passwords as a file for a spreadsheet: UTF-8 with a mark, no cell taken for a formula. */
final class HandoverFile {

    static byte[] csv(List<Handover> made) {
        StringBuilder text = new StringBuilder("\uFEFFname,login,password\r\n");
        for (Handover one : made) {
            text.append(cell(one.name()))
                    .append(',')
                    .append(cell(one.login()))
                    .append(',')
                    .append(cell(one.password()))
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String cell(String value) {
        String first = value.isEmpty() ? "" : value.substring(0, 1);
        String safe = "=+-@\t\r\n＝＋－＠".contains(first) && !first.isEmpty() ? "'" + value : value;
        return "\"" + safe.replace("\"", "\"\"").replace("\r", " ").replace("\n", " ") + "\"";
    }

    private HandoverFile() {}
}
