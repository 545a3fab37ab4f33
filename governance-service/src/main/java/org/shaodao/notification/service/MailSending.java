package org.shaodao.notification.service;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import lombok.RequiredArgsConstructor;
import org.shaodao.notification.Channel;
import org.shaodao.notification.TargetAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** E-mail, where the operator has named a mail server ({@code spring.mail.host}). */
@Component
@RequiredArgsConstructor
class MailSending implements CopySender {

    private static final int LONGEST = 20_000;

    private final ObjectProvider<JavaMailSender> server;
    private final NotificationProperties properties;

    @Override
    public boolean serves(Channel channel) {
        return channel == Channel.EMAIL;
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public Answer send(Channel channel, TargetAddress address, String subject, String text) {
        JavaMailSender sender = server.getIfAvailable();
        if (sender == null) {
            return new Answer(false, "spring.mail.host?");
        }
        try {
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(message, false, "UTF-8");
            helper.setFrom(properties.mailFrom());
            helper.setTo(address.address());
            helper.setSubject(subject);
            helper.setText(text, false);
            sender.send(message);
            return new Answer(true, "SMTP 250");
        } catch (MessagingException | MailException refused) {
            Throwable root = refused;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return new Answer(false, root.getClass().getSimpleName());
        }
    }
}
