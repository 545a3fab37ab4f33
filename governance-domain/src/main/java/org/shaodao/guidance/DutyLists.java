package org.shaodao.guidance;

import java.util.List;
import org.shaodao.organisation.AreaId;
import org.shaodao.organisation.PostType;
import org.springframework.data.repository.Repository;

/** Editions of duty lists as they are published. */
public interface DutyLists extends Repository<DutyList, DutyListId> {

    DutyList save(DutyList list);

    List<DutyList> findByDistrictIdAndPostType(AreaId districtId, PostType postType);
}
