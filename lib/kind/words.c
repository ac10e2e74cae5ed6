#include "kind/words.h"

#include <string.h>
#include <strings.h>

#define WORDS(name, ...) const char *const name[] = {__VA_ARGS__, NULL}

WORDS(cx_team_kinds, "phone", "visit", "legal", "message", "sales", "other");
WORDS(cx_ratings, "AAA", "AA", "A", "BBB", "BB", "B", "C");
WORDS(cx_channels, "phone", "wechat", "sms", "email", "letter", "visit", "legal");
WORDS(cx_outcomes, "no_answer", "busy", "wrong_party", "left_message", "talked", "refused",
      "disputed", "promised", "paid");
WORDS(cx_close_reasons, "paid", "recalled", "charged_off", "sold");
WORDS(cx_account_statuses, "open", "paused", "legal", "closed", "written_off");
WORDS(cx_feedback_kinds, "customer", "sales", "peer");
WORDS(cx_upheld_words, "yes", "no", "pending");
WORDS(cx_verdicts, "violation", "clean");
WORDS(cx_arrangement_kinds, "waiver", "extension", "instalment");
WORDS(cx_scopes, "company", "team", "employee");
WORDS(cx_facts, "payment", "contact", "promise", "exposure", "owned_payment", "owned_exposure",
      "feedback", "complaint", "customer", "arrangement", "training", "cost", "order",
      "instalment");
WORDS(cx_units, "money", "count", "seconds", "number", "ratio", "hours", "days", "score");
WORDS(cx_betters, "high", "low");
WORDS(cx_methods, "target", "direct", "rank", "steps");
WORDS(cx_missings, "skip", "zero", "full");
WORDS(cx_subjects, "post", "team");
#define RULE_WORD(name, word, traits) #word,
const char *const cx_rule_kinds[] = {CX_RULE_KINDS(RULE_WORD) NULL};
WORDS(cx_tier_modes, "marginal", "whole");
WORDS(cx_pers, "post", "person");
WORDS(cx_amongs, "team", "role", "scorecard", "company");
WORDS(cx_categories, "threat", "insult", "impersonation", "third_party", "disclosure", "other");
WORDS(cx_severities, "block", "warn");
WORDS(cx_violation_sources, "keyword", "limit", "review");
WORDS(cx_matches, "text", "word", "regex");
WORDS(cx_limit_rules, "max_per_day", "max_per_7_days", "quiet_hours", "days_after_talk");
WORDS(cx_counted, "attempt", "connected", "rang");
WORDS(cx_limit_pers, "account", "customer");
WORDS(cx_actions, "sms", "notice", "phone", "visit", "letter", "legal", "wechat", "email", "none");
WORDS(cx_alert_levels, "team", "employee");
WORDS(cx_alert_severities, "info", "warn", "critical");
WORDS(cx_roles, "collector", "team_lead", "analyst", "auditor", "payroll", "admin");
WORDS(cx_whats, "default", "statement", "reports", "pay", "debtors", "plan", "import", "seal");

/* Words that are shown by their names and stand in no list above: in rules.h, in SQL, in columns
 * that hold any text. Only translators read this. */
static const char *const own_words[] __attribute__((unused)) = {
    "collector",      "manager",  "sales",     "amount",   "per_unit",   "rate",           "tier",
    "coefficient",    "cap",      "floor",     "rank",     "streak",     "pool",           "retro",
    "adjustment",     "carry",    "order",     "placed",   "due",        "instalment_due", "held",
    "payment",        "reversal", "complaint", "feedback", "violation",  "clean",          "open",
    "warning",        "not_due",  "no_stage",  "paid",     "new",        "stands",         "chance",
    "promise",        "kept",     "broken",    "name",     "customer",   "rating",         "region",
    "contact_person", "phone",    "channel",   "owner",    "instalment", "alert",          "mark",
    "calibration",    "term"};

int cx_word_find(const char *const *words, const char *s, size_t n)
{
    for (int i = 0; n > 0 && words[i]; i++) {
        if (((words[i][0] ^ s[0]) & ~0x20) != 0) /* other letters, whatever their case */
            continue;
        if (strlen(words[i]) == n && strncasecmp(words[i], s, n) == 0)
            return i;
    }
    return -1;
}
