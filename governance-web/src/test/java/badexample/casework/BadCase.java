package badexample.casework;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with a public setter. */
@Entity
public class BadCase {

    @Id
    private String id;

    public void setId(String id) {
        this.id = id;
    }

    public String getId() {
        return id;
    }
}
