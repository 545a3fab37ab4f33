package org.shaodao.access;

import java.util.Set;

/** Compares one answer with one word of the policy. */
final class AccessVerdict {

    /** What a call gives when it was sent to the sign-in page. */
    static final int SIGN_IN = 1;

    private static final Set<Integer> REACHED = Set.of(200, 201, 204, 302, 303, 409, 422);

    /** What is wrong, or null. */
    static String problem(Reach reach, String visitor, Relation relation, int status) {
        if (visitor.equals(AccessPolicy.ANONYMOUS)) {
            boolean right = switch (reach) {
                case ALLOW -> REACHED.contains(status);
                case HIDDEN -> status == 404;
                default -> status == SIGN_IN;
            };
            return right
                    ? null
                    : "expected " + (reach == Reach.REFUSED ? "the sign-in page" : reach) + ", got " + status;
        }
        if (reach.includes(relation, visitor)) {
            boolean right = REACHED.contains(status) || (reach.mayRefuseInside() && status == 403);
            return right ? null : "expected to be reached (" + reach + "), got " + status;
        }
        boolean right = status == 404 || (reach.mayForbidOutside() && status == 403);
        return right
                ? null
                : "expected " + (reach.mayForbidOutside() ? "403 or 404" : "404") + " (" + reach + "), got " + status;
    }

    private AccessVerdict() {}
}
