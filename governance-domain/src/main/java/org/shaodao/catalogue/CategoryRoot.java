package org.shaodao.catalogue;

/** Whether a category is about a thing that stands somewhere (部件) or about something that happens (事件). */
public enum CategoryRoot {
    COMPONENT,
    EVENT
}
