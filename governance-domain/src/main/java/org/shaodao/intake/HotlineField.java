package org.shaodao.intake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a hotline order sheet and the heads it goes by: the column set of live hotline systems first, then what
 * other exports call it. Some are known but not taken, because they tell of a handling that happens here.
 */
public enum HotlineField {
    NUMBER(
            true,
            "工单编号",
            "工单号",
            "诉求编号",
            "受理编号",
            "热线编号",
            "业务编号",
            "流水号",
            "编号",
            "单号",
            "message_id",
            "case_id",
            "ticket",
            "external_number",
            "number",
            "id"),
    RECEIVED(
            true,
            "接收时间",
            "受理时间",
            "来电时间",
            "诉求时间",
            "提交时间",
            "登记时间",
            "留言时间",
            "创建时间",
            "录入时间",
            "时间",
            "受理日期",
            "日期",
            "received_at",
            "received",
            "created_at",
            "datetime",
            "time",
            "date"),
    TITLE(true, "标题", "工单标题", "诉求标题", "留言主题", "主题", "title", "subject"),
    DESCRIPTION(
            true,
            "问题描述",
            "诉求内容",
            "工单内容",
            "主要内容",
            "受理内容",
            "留言详情",
            "事件描述",
            "内容",
            "描述",
            "description",
            "text",
            "content",
            "body"),
    CONTACT_NAME(true, "联系人", "来电人", "诉求人", "反映人", "联系人姓名", "姓名", "contact_name", "requester", "contact", "name"),
    CONTACT_PHONE(
            true, "电话", "联系电话", "来电号码", "联系方式", "手机号", "手机", "contact_phone", "phone", "telephone", "tel", "mobile"),
    ADDRESS(true, "地址", "详细地址", "诉求地址", "事发地址", "事发地点", "发生地点", "地点", "address", "location"),
    PLACE(
            true,
            "所属街道",
            "街道",
            "所属社区",
            "社区",
            "所属网格",
            "网格编码",
            "网格",
            "所属区域",
            "区域",
            "区划代码",
            "street",
            "community",
            "grid",
            "area",
            "place",
            "district"),
    CONFIDENTIAL(true, "是否保密", "保密", "confidential"),
    NATURE(true, "来电类别", "诉求类型", "诉求性质", "工单类型", "性质", "nature", "type"),
    CATEGORY(true, "工单类别", "工单类别(五级)", "诉求类别", "事项类别", "问题类别", "类别", "分类", "category"),
    URGENCY(true, "紧急程度", "是否紧急", "紧急", "urgency", "urgent", "priority"),
    CHANNEL(true, "来源", "诉求来源", "工单来源", "来源渠道", "渠道", "channel", "source"),
    OPINION(true, "转办意见", "派单意见", "拟办意见", "opinion"),
    DUE(true, "办结时限", "办理时限", "截止时间", "due", "deadline"),
    TAKEN_BY(true, "受理员", "接线员", "taken_by", "operator"),
    // known, not taken
    ENTERED(false, "录入时间", "entered"),
    REPLY_WANTED(false, "是否回复"),
    REPLY_KIND(false, "回复类型"),
    EXTENDED_TO(false, "申请延期至", "申请延期天数"),
    RETURN_OPINION(false, "回退意见"),
    LEADER_OPINION(false, "领导意见"),
    SIGNER(false, "签发人"),
    REPLY(false, "答复内容", "回复内容", "答复意见", "reply"),
    REPLIED_BY(false, "答复人"),
    REPLIED_AT(false, "答复时间", "回复时间", "reply_time"),
    REPLY_PHONE(false, "答复电话"),
    UNIT(false, "下级单位", "承办单位", "unit"),
    STATE(false, "状态", "state", "status");

    private final boolean taken;
    private final List<String> heads;

    HotlineField(boolean taken, String... heads) {
        this.taken = taken;
        this.heads = List.of(heads);
    }

    public boolean isTaken() {
        return taken;
    }

    /** The heads it goes by, the one used in exports first. */
    public List<String> heads() {
        return heads;
    }

    /** The head of an export. */
    public String head() {
        return heads.get(0);
    }

    /** Fields that may be spread over several columns, from coarse to fine. */
    public boolean isSpread() {
        return this == CATEGORY || this == PLACE;
    }

    /** The name used in {@code --map}: lower case, dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By code, by one of its heads, or by the usual short words. */
    public static Optional<HotlineField> of(String word) {
        String plain = ColumnMapping.plain(word);
        for (HotlineField field : values()) {
            if (ColumnMapping.plain(field.code()).equals(plain)) {
                return Optional.of(field);
            }
        }
        for (HotlineField field : values()) {
            if (field.heads.stream().anyMatch(head -> ColumnMapping.plain(head).equals(plain))) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
