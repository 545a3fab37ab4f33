/** Deliberately bad classes: each breaks a rule of {@code ArchitectureTests}, which proves that the rule sees. */
package badexample;
