package org.shaodao.page;

import org.shaodao.organisation.Actor;
import org.shaodao.organisation.web.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The door: leads everybody to the page their work starts on, and the help page. */
@Controller
class HomeController {

    @GetMapping("/")
    String home(@CurrentActor Actor actor) {
        return "redirect:" + Menu.homeOf(actor);
    }

    @GetMapping("/help")
    String help() {
        return "page/help";
    }
}
