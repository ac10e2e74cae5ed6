#include "assign/action.h"

enum cx_action action_of_kind(enum cx_team_kind kind)
{
    static const enum cx_action actions[CX_TEAM_KINDS] = {
        [CX_TEAM_PHONE] = CX_DO_PHONE, [CX_TEAM_VISIT] = CX_DO_VISIT,
        [CX_TEAM_LEGAL] = CX_DO_LEGAL, [CX_TEAM_MESSAGE] = CX_DO_SMS,
        [CX_TEAM_SALES] = CX_DO_PHONE, [CX_TEAM_OTHER] = CX_DO_PHONE};
    return actions[kind];
}

bool action_fits(enum cx_action action, enum cx_team_kind kind)
{
    if (action == CX_DO_PHONE)
        return kind != CX_TEAM_MESSAGE;
    if (action == CX_DO_VISIT)
        return kind == CX_TEAM_VISIT || kind == CX_TEAM_SALES || kind == CX_TEAM_OTHER;
    if (action == CX_DO_LEGAL)
        return kind == CX_TEAM_LEGAL || kind == CX_TEAM_OTHER;
    return true;
}

bool action_is_message(enum cx_action action)
{
    return action == CX_DO_SMS || action == CX_DO_WECHAT || action == CX_DO_EMAIL;
}

int action_channel(enum cx_action action)
{
    static const int channels[CX_ACTIONS] = {
        [CX_DO_SMS] = CX_SMS,       [CX_DO_NOTICE] = CX_LETTER, [CX_DO_PHONE] = CX_PHONE,
        [CX_DO_VISIT] = CX_VISIT,   [CX_DO_LETTER] = CX_LETTER, [CX_DO_LEGAL] = CX_LEGAL,
        [CX_DO_WECHAT] = CX_WECHAT, [CX_DO_EMAIL] = CX_EMAIL,   [CX_DO_NONE] = -1};
    return channels[action];
}

enum cx_action action_reminder(int channel)
{
    return channel == CX_WECHAT ? CX_DO_WECHAT : channel == CX_EMAIL ? CX_DO_EMAIL : CX_DO_SMS;
}
