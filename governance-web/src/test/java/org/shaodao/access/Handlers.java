package org.shaodao.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The handlers of our own controllers, one entry per method, pattern and htmx variant. */
class Handlers {

    /** One way into the application. */
    record Handler(String method, String path, boolean htmx) {
        String key() {
            return method + " " + path;
        }
    }

    private final List<Handler> all;

    Handlers(RequestMappingHandlerMapping mapping) {
        List<Handler> found = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("org.shaodao.") && !isTest(method.getBeanType())) {
                found.addAll(handlersOf(info));
            }
        });
        found.sort(Comparator.comparing(Handler::path)
                .thenComparing(Handler::method)
                .thenComparing(Handler::htmx));
        this.all = found.stream().distinct().toList();
    }

    List<Handler> all() {
        return all;
    }

    private static boolean isTest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }

    private static List<Handler> handlersOf(RequestMappingInfo info) {
        List<Handler> found = new ArrayList<>();
        boolean htmx = info.getHeadersCondition().getExpressions().stream()
                .anyMatch(header -> header.getName().equalsIgnoreCase("HX-Request") && !header.isNegated());
        var methods = info.getMethodsCondition().getMethods();
        for (String path : info.getPatternValues()) {
            if (methods.isEmpty()) {
                found.add(new Handler("GET", path, htmx));
                found.add(new Handler("POST", path, htmx));
            }
            for (RequestMethod method : methods) {
                found.add(new Handler(method.name(), path, htmx));
            }
        }
        return found;
    }
}
