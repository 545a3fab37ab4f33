package org.shaodao.notification;

/** By which way copies of notices leave the platform. */
public enum Channel {
    EMAIL,
    WECOM,
    DINGTALK;

    /** A group robot with an address on the web. */
    public boolean isRobot() {
        return this != EMAIL;
    }
}
