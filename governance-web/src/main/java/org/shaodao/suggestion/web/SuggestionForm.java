package org.shaodao.suggestion.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;
import org.shaodao.suggestion.SuggestionKind;

/** What is typed about the platform, or in answer to it. */
@Getter
@Setter
public class SuggestionForm {

    private @Nullable SuggestionKind kind = SuggestionKind.WISH;
    private @Nullable String text;
    private @Nullable String answer;
    private long version;
}
