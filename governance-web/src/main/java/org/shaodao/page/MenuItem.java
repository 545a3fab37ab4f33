package org.shaodao.page;

/**
 * One entry of the navigation.
 *
 * @param href where it leads
 * @param key message key of its word
 * @param icon name in the sprite
 * @param current whether the page shown belongs to it
 * @param counted whether the count of new work stands beside it
 * @param folded whether it stands behind the word for more
 */
public record MenuItem(String href, String key, String icon, boolean current, boolean counted, boolean folded) {}
