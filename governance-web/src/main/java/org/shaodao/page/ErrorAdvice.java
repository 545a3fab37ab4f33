package org.shaodao.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.shaodao.shared.Conflict;
import org.shaodao.shared.Forbidden;
import org.shaodao.shared.NotFound;
import org.shaodao.shared.RuleViolation;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** Turns everything a handler throws into a page a person can act on. */
@ControllerAdvice
@RequiredArgsConstructor
class ErrorAdvice {

    private final ProblemPages pages;

    @ExceptionHandler
    ModelAndView rule(RuleViolation broken, HttpServletRequest request, HttpServletResponse response) {
        return pages.show(
                Problem.of(422, request).withDetail(pages.text(request, broken.key(), broken.getArguments())),
                broken,
                request,
                response);
    }

    @ExceptionHandler
    ModelAndView notFound(NotFound missing, HttpServletRequest request, HttpServletResponse response) {
        return pages.show(Problem.of(404, request), missing, request, response);
    }

    @ExceptionHandler
    ModelAndView forbidden(Forbidden refused, HttpServletRequest request, HttpServletResponse response) {
        String key = refused.getMessage();
        String function = key == null ? null : pages.text(request, key);
        return pages.show(
                Problem.of(403, request).withDetail(key == null || key.equals(function) ? null : function),
                refused,
                request,
                response);
    }

    @ExceptionHandler
    ModelAndView conflict(Conflict lost, HttpServletRequest request, HttpServletResponse response) {
        String what = lost.whatKey();
        return pages.show(
                Problem.of(409, request)
                        .withRival(lost.who(), what == null ? null : pages.text(request, what), lost.when()),
                lost,
                request,
                response);
    }

    @ExceptionHandler({OptimisticLockingFailureException.class, DuplicateKeyException.class})
    ModelAndView overtaken(Exception lost, HttpServletRequest request, HttpServletResponse response) {
        return pages.show(Problem.of(409, request), lost, request, response);
    }

    @ExceptionHandler
    ModelAndView tooLarge(
            MaxUploadSizeExceededException large, HttpServletRequest request, HttpServletResponse response) {
        return pages.show(Problem.of(413, request), large, request, response);
    }

    @ExceptionHandler({
        MultipartException.class,
        HttpMessageNotReadableException.class,
        ServletRequestBindingException.class,
        BindException.class,
        InvalidPropertyException.class,
        TypeMismatchException.class
    })
    ModelAndView unreadable(Exception unreadable, HttpServletRequest request, HttpServletResponse response) {
        boolean address = unreadable instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        return pages.show(Problem.of(address ? 404 : 400, request), unreadable, request, response);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        QueryTimeoutException.class
    })
    ModelAndView databaseGone(Exception gone, HttpServletRequest request, HttpServletResponse response) {
        return pages.show(Problem.of(503, request), gone, request, response);
    }

    /** The reader has left; nobody is there to answer. */
    @ExceptionHandler
    void left(AsyncRequestNotUsableException left) {}

    /** Everything else: what the framework names by a status, and our own mistakes. Security answers for itself. */
    @ExceptionHandler
    @Nullable
    ModelAndView other(Exception other, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (other instanceof AccessDeniedException || other instanceof AuthenticationException) {
            throw other;
        }
        if (other instanceof ErrorResponse named) {
            named.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return pages.show(Problem.of(named.getStatusCode().value(), request), other, request, response);
        }
        int status = ProblemPages.isDatabaseGone(other) ? 503 : 500;
        return pages.show(Problem.of(status, request), other, request, response);
    }
}
