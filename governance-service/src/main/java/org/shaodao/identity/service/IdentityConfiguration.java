package org.shaodao.identity.service;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords and keys. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecurityProperties.class, VaultProperties.class})
class IdentityConfiguration {

    @Bean
    PasswordEncoder passwordEncoder(SecurityProperties properties) {
        return new PrehashedBcrypt(properties.bcryptCost());
    }
}
