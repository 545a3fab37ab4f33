package org.shaodao.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The last net: what filters and the server refuse before any handler was reached. Opened directly it is no page. */
@Controller
@RequiredArgsConstructor
class ErrorPageController implements ErrorController {

    private final ProblemPages pages;

    @RequestMapping("/error")
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return pages.show(Problem.of(status(request, cause), request), cause, request, response);
    }

    private static int status(HttpServletRequest request, @Nullable Throwable cause) {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
            return 404;
        }
        return status == 500 && ProblemPages.isDatabaseGone(cause) ? 503 : status;
    }
}
