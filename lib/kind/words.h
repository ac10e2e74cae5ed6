/* The words of every choice column, and their numbers as the database keeps them.
 *
 * A stored choice is the index of its word: words are only ever added at a list's end. */
#ifndef CX_KIND_WORDS_H
#define CX_KIND_WORDS_H

#include <stddef.h>

#include "kind/rules.h"

enum cx_channel { CX_PHONE, CX_WECHAT, CX_SMS, CX_EMAIL, CX_LETTER, CX_VISIT, CX_LEGAL };
enum cx_outcome {
    CX_NO_ANSWER,
    CX_BUSY,
    CX_WRONG_PARTY,
    CX_LEFT_MESSAGE,
    CX_TALKED,
    CX_REFUSED,
    CX_DISPUTED,
    CX_PROMISED,
    CX_PAID
};
enum cx_upheld { CX_UPHELD_YES, CX_UPHELD_NO, CX_UPHELD_PENDING };
enum cx_verdict { CX_VIOLATION, CX_CLEAN };
enum cx_arrangement { CX_WAIVER, CX_EXTENSION, CX_INSTALMENT };
enum cx_account_status { CX_OPEN, CX_PAUSED, CX_LEGAL_STATUS, CX_CLOSED, CX_WRITTEN_OFF };
enum cx_close_reason { CX_CLOSE_PAID, CX_CLOSE_RECALLED, CX_CLOSE_CHARGED_OFF, CX_CLOSE_SOLD };
enum cx_scope { CX_SCOPE_COMPANY, CX_SCOPE_TEAM, CX_SCOPE_EMPLOYEE };
enum cx_fact {
    CX_FACT_PAYMENT,
    CX_FACT_CONTACT,
    CX_FACT_PROMISE,
    CX_FACT_EXPOSURE,
    CX_FACT_OWNED_PAYMENT,
    CX_FACT_OWNED_EXPOSURE,
    CX_FACT_FEEDBACK,
    CX_FACT_COMPLAINT,
    CX_FACT_CUSTOMER,
    CX_FACT_ARRANGEMENT,
    CX_FACT_TRAINING,
    CX_FACT_COST,
    CX_FACT_ORDER,
    CX_FACT_INSTALMENT,
    CX_FACTS
};
enum cx_unit {
    CX_UNIT_MONEY,
    CX_UNIT_COUNT,
    CX_UNIT_SECONDS,
    CX_UNIT_NUMBER, /* of measures and metrics */
    CX_UNIT_RATIO,
    CX_UNIT_HOURS,
    CX_UNIT_DAYS,
    CX_UNIT_SCORE /* of metrics only */
};
enum cx_better { CX_BETTER_HIGH, CX_BETTER_LOW };
enum cx_method { CX_METHOD_TARGET, CX_METHOD_DIRECT, CX_METHOD_RANK, CX_METHOD_STEPS };
enum cx_missing { CX_MISSING_SKIP, CX_MISSING_ZERO, CX_MISSING_FULL };
enum cx_subject_word { CX_SUBJECT_POST, CX_SUBJECT_TEAM };
enum cx_tier_mode { CX_TIER_MARGINAL, CX_TIER_WHOLE };
enum cx_per { CX_PER_POST, CX_PER_PERSON };
enum cx_among { CX_AMONG_TEAM, CX_AMONG_ROLE, CX_AMONG_SCORECARD, CX_AMONG_COMPANY };
enum cx_severity { CX_BLOCK, CX_WARN };
/* No file says it: what found a violation. A review is none of the table violations. */
enum cx_violation_source { CX_BY_KEYWORD, CX_BY_LIMIT, CX_BY_REVIEW };
enum cx_match { CX_MATCH_TEXT, CX_MATCH_WORD, CX_MATCH_REGEX };
enum cx_limit_rule {
    CX_LIMIT_MAX_PER_DAY,
    CX_LIMIT_MAX_PER_7_DAYS,
    CX_LIMIT_QUIET_HOURS,
    CX_LIMIT_DAYS_AFTER_TALK
};
enum cx_counted { CX_ATTEMPT, CX_CONNECTED, CX_RANG };
enum cx_action {
    CX_DO_SMS,
    CX_DO_NOTICE,
    CX_DO_PHONE,
    CX_DO_VISIT,
    CX_DO_LETTER,
    CX_DO_LEGAL,
    CX_DO_WECHAT,
    CX_DO_EMAIL,
    CX_DO_NONE, /* nobody is to contact the customer */
    CX_ACTIONS
};
enum cx_team_kind {
    CX_TEAM_PHONE,
    CX_TEAM_VISIT,
    CX_TEAM_LEGAL,
    CX_TEAM_MESSAGE,
    CX_TEAM_SALES,
    CX_TEAM_OTHER,
    CX_TEAM_KINDS
};
enum cx_role { CX_COLLECTOR, CX_TEAM_LEAD, CX_ANALYST, CX_AUDITOR, CX_PAYROLL, CX_ADMIN, CX_ROLES };
enum cx_what {
    CX_MAY_DEFAULT, /* all that comes with the role */
    CX_MAY_STATEMENT,
    CX_MAY_REPORTS,
    CX_MAY_PAY,
    CX_MAY_DEBTORS,
    CX_MAY_PLAN,
    CX_MAY_IMPORT,
    CX_MAY_SEAL,
    CX_WHATS
};
enum cx_limit_per { CX_PER_ACCOUNT, CX_PER_CUSTOMER };

/* Each list ends with NULL. */
extern const char *const cx_team_kinds[];
extern const char *const cx_ratings[];
extern const char *const cx_channels[];
extern const char *const cx_outcomes[];
extern const char *const cx_account_statuses[];
extern const char *const cx_close_reasons[];
extern const char *const cx_feedback_kinds[];
extern const char *const cx_upheld_words[];
extern const char *const cx_verdicts[];
extern const char *const cx_arrangement_kinds[];
extern const char *const cx_scopes[];
extern const char *const cx_facts[];
extern const char *const cx_units[];
extern const char *const cx_betters[];
extern const char *const cx_methods[];
extern const char *const cx_missings[];
extern const char *const cx_subjects[];
extern const char *const cx_rule_kinds[];
extern const char *const cx_tier_modes[];
extern const char *const cx_pers[];
extern const char *const cx_amongs[];
extern const char *const cx_categories[];
extern const char *const cx_severities[];
extern const char *const cx_violation_sources[];
extern const char *const cx_matches[];
extern const char *const cx_limit_rules[];
extern const char *const cx_counted[];
extern const char *const cx_limit_pers[];
extern const char *const cx_actions[];
extern const char *const cx_alert_levels[];
extern const char *const cx_alert_severities[];
extern const char *const cx_roles[];
extern const char *const cx_whats[];

/* The index of the word s[0..n) in words, any case; -1: not there. */
int cx_word_find(const char *const *words, const char *s, size_t n);

#endif
