package org.shaodao;

import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaodao.shared.reading.ReadsOnly;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rules of the code. Each rule is run twice: on the product, which must keep it, and on deliberately bad classes in
 * {@code badexample}, which must break it; a rule that matches nothing fails.
 */
class ArchitectureTests {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.shaodao");

    private static final JavaClasses BAD = new ClassFileImporter().importPackages("badexample");

    static Stream<Arguments> rules() {
        return Stream.of(
                        Named.<ArchRule>of(
                                "pages reach data only through services",
                                noClasses()
                                        .that()
                                        .resideInAPackage("..web..")
                                        .should()
                                        .dependOnClassesThat()
                                        .areAssignableTo(Repository.class)),
                        Named.<ArchRule>of(
                                "pages hold no entity",
                                noClasses()
                                        .that()
                                        .areAnnotatedWith(Controller.class)
                                        .should()
                                        .dependOnClassesThat()
                                        .areAnnotatedWith(Entity.class)),
                        Named.<ArchRule>of(
                                "beans come through the constructor",
                                fields().should().notBeAnnotatedWith(Autowired.class)),
                        Named.<ArchRule>of(
                                "entities have verbs, not setters",
                                noMethods()
                                        .that()
                                        .areDeclaredInClassesThat()
                                        .areAnnotatedWith(Entity.class)
                                        .and()
                                        .haveModifier(JavaModifier.PUBLIC)
                                        .should()
                                        .haveNameMatching("set[A-Z].*")),
                        Named.<ArchRule>of(
                                "time comes from the clock",
                                noClasses()
                                        .that()
                                        .doNotHaveFullyQualifiedName("org.shaodao.shared.Ids")
                                        .and()
                                        .resideOutsideOfPackage("org.shaodao.platform..")
                                        .should()
                                        .callMethod(Instant.class, "now")
                                        .orShould()
                                        .callMethod(LocalDate.class, "now")
                                        .orShould()
                                        .callMethod(LocalDateTime.class, "now")
                                        .orShould()
                                        .callMethod(ZonedDateTime.class, "now")
                                        .orShould()
                                        .callMethod(OffsetDateTime.class, "now")
                                        .orShould()
                                        .callMethod(Clock.class, "systemUTC")
                                        .orShould()
                                        .callMethod(Clock.class, "systemDefaultZone")
                                        .orShould()
                                        .callMethod(System.class, "currentTimeMillis")),
                        Named.<ArchRule>of(
                                "what reads without a transaction reads no entity",
                                methods()
                                        .that()
                                        .areAnnotatedWith(ReadsOnly.class)
                                        .or()
                                        .areDeclaredInClassesThat()
                                        .areAnnotatedWith(ReadsOnly.class)
                                        .should(neitherAskARepositoryNorAnEntity())),
                        Named.<ArchRule>of(
                                "controllers are package-private",
                                classes().that(areControllers()).should().bePackagePrivate()),
                        Named.<ArchRule>of(
                                "handlers are package-private",
                                methods()
                                        .that()
                                        .areMetaAnnotatedWith(RequestMapping.class)
                                        .should()
                                        .bePackagePrivate()),
                        Named.<ArchRule>of(
                                "one kind of transaction annotation",
                                noClasses()
                                        .should(dependOnClassesThat(DescribedPredicate.describe(
                                                "are jakarta.transaction.Transactional",
                                                type -> type.isEquivalentTo(Transactional.class))))),
                        Named.<ArchRule>of(
                                "services are not about the web",
                                noClasses()
                                        .that()
                                        .resideInAPackage("..service..")
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(
                                                "org.springframework.web..",
                                                "jakarta.servlet..",
                                                "org.springframework.ui..")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsTheRule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aBadClassBreaksTheRule(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BAD))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("badexample");
    }

    private static ArchCondition<JavaMethod> neitherAskARepositoryNorAnEntity() {
        return new ArchCondition<>("neither ask a repository nor an entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isAssignableTo(Repository.class)
                                || call.getTargetOwner().isAnnotatedWith(Entity.class))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
            }
        };
    }

    private static DescribedPredicate<JavaClass> areControllers() {
        return DescribedPredicate.describe(
                "are controllers",
                type -> type.isAnnotatedWith(Controller.class) || type.isAnnotatedWith(RestController.class));
    }
}
