package badexample.casework.service;

import jakarta.transaction.Transactional;
import org.springframework.ui.Model;

/** A service that fills a page. */
@Transactional
public class BadService {

    public void show(Model model) {
        model.addAttribute("bad", true);
    }
}
