/* Whether a salary is that of a month, as headers say it beside its name. */
#include <ctype.h>
#include <string.h>

#include "kind/unit.h"

/* What holds for a month, and what for another time: folded, between bars. */
static const char months[] =
    "|月|每月|按月|月度|个月|month|months|monthly|permonth|mo|pm|p.m.|mth|";
static const char others[] =
    "|年|每年|按年|年度|全年|年化|年薪|季|季度|每季|周|每周|按周|双周|天|日|每天|每日|按天|按日|"
    "小时|每小时|按小时|时薪|日薪|周薪|季薪|year|years|yearly|peryear|yr|annual|annually|annum|"
    "perannum|annualized|annualised|pa|p.a.|quarter|quarterly|perquarter|week|weeks|weekly|perweek|"
    "wk|biweekly|fortnight|fortnightly|semimonthly|semiannual|day|days|daily|perday|hour|hours|"
    "hourly|perhour|hr|ph|shift|";

enum cx_salary_of cx_unit_period(const char *folded)
{
    return cx_alias_is_among(months, folded)   ? CX_SALARY_OF_MONTH
           : cx_alias_is_among(others, folded) ? CX_SALARY_OF_OTHER
                                               : CX_SALARY_UNSAID;
}

const char *cx_unit_period_within(const char *folded)
{
    static const char *const names[] = {"年薪",   "年度",   "每年",   "全年", "年化", "年工资",
                                        "年收入", "年基本", "年底薪", "时薪", "小时", "日薪",
                                        "每日",   "每天",   "日工资", "周薪", "每周", "双周",
                                        "周工资", "季薪",   "季度",   "p.a"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *at = strstr(folded, names[i]);
        if (at && (at == folded || !isdigit((unsigned char)at[-1]))) /* 2026年基本工资 */
            return names[i];
    }
    return NULL;
}
