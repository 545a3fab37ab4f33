package org.shaodao.shared.reading;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Statements that only read, in the transaction of the caller or else each on its own: at "read committed" a transaction
 * around them would add a round trip to the database and no consistency. Not for reading through the entity manager.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
public @interface ReadsOnly {}
