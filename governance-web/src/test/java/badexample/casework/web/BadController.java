package badexample.casework.web;

import badexample.casework.BadCase;
import badexample.casework.BadCases;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Public, with a repository, an entity, field injection and a clock of its own. */
@Controller
public class BadController {

    @Autowired
    BadCases cases;

    @GetMapping("/bad")
    public String show() {
        BadCase found = cases.findById(Instant.now().toString());
        return found.getId();
    }
}
