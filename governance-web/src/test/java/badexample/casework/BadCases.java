package badexample.casework;

import org.springframework.data.repository.Repository;

public interface BadCases extends Repository<BadCase, String> {

    BadCase findById(String id);
}
