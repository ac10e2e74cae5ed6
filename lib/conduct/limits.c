/* How often and when customers may be contacted. */
#include "conduct/limits.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/period.h"
#include "base/retell.h"
#include "conduct/conduct.sql.h"
#include "conduct/record.h"

#define DAY_S 86400
/* Of days_after_talk: the days before a contact that are read again for it. */
#define DAYS_MAX 366

static const char *read_clock(int *second, const char *s)
{
    int hour = 0, minute = 0, digits = 0;
    for (; *s >= '0' && *s <= '9' && digits < 2; s++, digits++)
        hour = hour * 10 + (*s - '0');
    if (digits == 0 || *s++ != ':')
        return NULL;
    for (digits = 0; *s >= '0' && *s <= '9' && digits < 2; s++, digits++)
        minute = minute * 10 + (*s - '0');
    if (digits < 2 || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
        return NULL;
    *second = hour * 3600 + minute * 60;
    return s;
}

static bool read_hours(struct limit *limit, const char *value)
{
    const char *s = read_clock(&limit->from, value);
    if (!s || *s++ != '-' || !(s = read_clock(&limit->to, s)) || *s)
        return false;
    return limit->from % DAY_S != limit->to % DAY_S;
}

static int read_value(struct limit *limit, const char *value, struct cx_err *err)
{
    bool is_talk = limit->rule == CX_LIMIT_DAYS_AFTER_TALK;
    if (limit->rule == CX_LIMIT_QUIET_HOURS)
        return read_hours(limit, value)
                   ? 0
                   : cx_err_set(err, CX_EDATA, "\"%s\" is not a range of hours: write 22:00-08:00",
                                value);
    if (cx_dec_parse(&limit->most, value, strlen(value), 0) != CX_DEC_OK || limit->most < is_talk ||
        limit->most > (is_talk ? DAYS_MAX : 100000))
        return cx_err_set(err, CX_EDATA, "\"%s\" is not a whole number from %s", value,
                          is_talk ? _("1 to 366") : _("0 to 100000"));
    return 0;
}

int cx_limit_check(enum cx_limit_rule rule, const char *value, struct cx_err *err)
{
    struct limit limit = {.rule = rule};
    return read_value(&limit, value, err);
}

static int add(struct limits *limits, int law, struct cx_stmt *row, struct cx_err *err)
{
    static const int reach_of_rule[] = {1, WEEK, 0, 0};
    CX_GROW(limits->list, limits->count, limits->cap);
    struct limit *limit = &limits->list[limits->count++];
    *limit = (struct limit){
        .id = cx_strdup(cx_stmt_text(row, 0)),
        .value = cx_strdup(cx_stmt_text(row, 3)),
        .channel = cx_stmt_choice(row, 1, cx_channels, -1),
        .law = law,
        .rule = (enum cx_limit_rule)cx_stmt_choice(row, 2, cx_limit_rules, 0),
        .counts = (enum cx_counted)cx_stmt_choice(row, 4, cx_counted, CX_ATTEMPT),
        .per_customer = cx_stmt_int_or(row, 5, CX_PER_ACCOUNT) == CX_PER_CUSTOMER,
        .severity = (enum cx_severity)cx_stmt_choice(row, 6, cx_severities, CX_BLOCK),
        .subjects = cx_map_new(),
    };
    int rc = read_value(limit, limit->value, err);
    int reach =
        limit->rule == CX_LIMIT_DAYS_AFTER_TALK ? (int)limit->most : reach_of_rule[limit->rule];
    limits->reach = reach > limits->reach ? reach : limits->reach;
    limits->per_customer = limits->per_customer || (limit->per_customer && reach > 0);
    return rc;
}

static int add_all(struct limits *limits, int law, struct cx_stmt *stmt, struct cx_err *err)
{
    int rc = 0;
    cx_stmt_bind_text(stmt, 1, limits->laws.names[law]);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = add(limits, law, stmt, err);
    cx_stmt_reset(stmt);
    return rc;
}

static int find_each_until(struct limits *limits, struct cx_db *db, struct cx_err *err)
{
    struct cx_period last;
    char *name = NULL;
    limits->each_until = -CX_DATE_NONE;
    int rc = cx_db_get_text(&name, db, SQL_counted_each, NULL, err);
    if (rc == 0 && name && (rc = cx_period_parse(&last, name, 0, err)) == 0) {
        struct cx_ymd next = cx_date_split(last.to);
        limits->each_until = cx_period_month(next.year, next.month).to;
    }
    free(name);
    return rc;
}

bool limits_count_each(const struct limits *limits, cx_date day)
{
    return day < limits->each_until;
}

int limits_init(struct limits *limits, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    *limits = (struct limits){.day = -CX_DATE_NONE};
    int rc = laws_init(&limits->laws, db, err);
    if (rc == 0)
        rc = find_each_until(limits, db, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_limits, err);
    for (size_t law = 0; rc == 0 && law < limits->laws.count; law++)
        rc = add_all(limits, (int)law, stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

void limits_fini(struct limits *limits)
{
    for (size_t i = 0; i < limits->count; i++) {
        free(limits->list[i].id);
        free(limits->list[i].value);
        cx_map_free(limits->list[i].subjects);
        free(limits->list[i].tallies);
    }
    free(limits->list);
    laws_fini(&limits->laws);
    cx_buf_fini(&limits->words);
}

void limits_forget(struct limits *limits)
{
    for (size_t i = 0; i < limits->count; i++) {
        struct limit *limit = &limits->list[i];
        cx_map_free(limit->subjects);
        limit->subjects = cx_map_new();
        limit->count = limit->kept = 0;
    }
    limits->day = -CX_DATE_NONE;
}

/* Drops those who were not contacted on any day that still counts, so that at most a week's
 * contacts are kept. */
static void purge(struct limit *limit, cx_date first)
{
    struct cx_map *subjects = cx_map_new(), *old = limit->subjects;
    struct tally *tallies = limit->tallies;
    size_t kept = 0;
    for (size_t i = 0; i < limit->count; i++) {
        if (cx_date_of(tallies[i].last) < first)
            continue;
        cx_map_put(subjects, tallies[i].subject, (int64_t)kept);
        tallies[kept++] = tallies[i];
    }
    limit->subjects = subjects;
    limit->count = limit->kept = kept;
    cx_map_free(old);
}

static void begin_day(struct limits *limits, cx_date day)
{
    static const size_t few = 1 << 16;
    limits->day = day;
    for (size_t i = 0; i < limits->count; i++) {
        struct limit *limit = &limits->list[i];
        if (limit->count > few && limit->count / 2 > limit->kept)
            purge(limit, day - limits->reach + 1);
    }
}

static struct tally *find_tally(struct limit *limit, int64_t subject)
{
    const int64_t *at = cx_map_get(limit->subjects, subject);
    if (at)
        return &limit->tallies[*at];
    cx_map_put(limit->subjects, subject, (int64_t)limit->count);
    CX_GROW(limit->tallies, limit->count, limit->cap);
    struct tally *tally = &limit->tallies[limit->count++];
    *tally = (struct tally){.subject = subject, .last = INT64_MIN};
    return tally;
}

static size_t place_of_day(cx_date day)
{
    int place = day % WEEK;
    return (size_t)(place < 0 ? place + WEEK : place);
}

static int second_of_day(cx_time at)
{
    return (int)(at - (cx_time)cx_date_of(at) * DAY_S);
}

bool cx_contact_is_one(int channel, cx_time at)
{
    return (channel == CX_PHONE || channel == CX_VISIT) && second_of_day(at) != 0;
}

/* Whether it is a record of the last contact for another account. */
static bool is_again(const struct limit *limit, const struct tally *tally,
                     const struct cx_contact *contact)
{
    return limit->per_customer && tally->last == contact->at && contact->employee != 0 &&
           tally->employee == contact->employee && tally->account != contact->account &&
           tally->channel == contact->channel && cx_contact_is_one(contact->channel, contact->at);
}

/* Counts so many more contacts on a day; there were none on the days since the last one. */
static int64_t count(struct tally *tally, cx_date day, bool is_week, unsigned more)
{
    int64_t sum = 0;
    if (tally->last == INT64_MIN || day - tally->day >= WEEK)
        memset(tally->counts, 0, sizeof tally->counts);
    else
        for (cx_date d = tally->day + 1; d <= day; d++)
            tally->counts[place_of_day(d)] = 0;
    tally->day = day;
    tally->counts[place_of_day(day)] += more;
    for (size_t i = 0; is_week && i < WEEK; i++)
        sum += tally->counts[i];
    return is_week ? sum : tally->counts[place_of_day(day)];
}

static const char *ordinal(int64_t n)
{
    if (n % 100 / 10 == 1)
        return "th";
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

/* "connected phone call" */
static void put_noun(struct cx_buf *words, const struct limit *limit)
{
    static const char *const nouns[] = {NC_("note", "phone call"),   NC_("note", "WeChat message"),
                                        NC_("note", "text message"), NC_("note", "email"),
                                        NC_("note", "letter"),       NC_("note", "visit"),
                                        NC_("note", "legal step"),   NC_("note", "contact")};
    static const char *const connected[] = {
        NC_("note", "connected phone call"),   NC_("note", "connected WeChat message"),
        NC_("note", "connected text message"), NC_("note", "connected email"),
        NC_("note", "connected letter"),       NC_("note", "connected visit"),
        NC_("note", "connected legal step"),   NC_("note", "connected contact")};
    size_t which = limit->channel < 0 ? CX_LEGAL + 1 : (size_t)limit->channel;
    if (limit->counts == CX_RANG && which == CX_PHONE) /* nothing else can be busy */
        cx_buf_puts(words, NC_("note", "phone call that rang"));
    else
        cx_buf_puts(words, (limit->counts == CX_CONNECTED ? connected : nouns)[which]);
}

/* What is said of a contact that breaks the limit, up to its time or day, a number aside. */
static void put_head(struct cx_buf *words, const struct limit *limit)
{
    put_noun(words, limit);
    cx_buf_puts(words, limit->rule == CX_LIMIT_QUIET_HOURS ? " at "
                       : limit->per_customer               ? " to the customer "
                                                           : " on the account ");
    if (limit->rule != CX_LIMIT_QUIET_HOURS)
        cx_buf_puts(words, limit->rule == CX_LIMIT_MAX_PER_7_DAYS ? "in the 7 days to " : "on ");
}

/* What is said of the limit itself. */
static void put_tail(struct cx_buf *words, const struct limit *limit)
{
    bool is_one = limit->most == 1;
    if (limit->rule == CX_LIMIT_QUIET_HOURS)
        cx_buf_printf(words, ", in the quiet hours %s", limit->value);
    else if (limit->rule == CX_LIMIT_DAYS_AFTER_TALK)
        cx_buf_printf(words, "; %lld %s to pass", (long long)limit->most,
                      is_one ? "day is" : "days are");
    else
        cx_buf_printf(words, "; %lld %s allowed", (long long)limit->most, is_one ? "is" : "are");
}

static bool is_within(const struct limit *limit, int second)
{
    return limit->from < limit->to ? second >= limit->from && second < limit->to
                                   : second >= limit->from || second < limit->to;
}

static bool is_quiet(struct limits *limits, const struct limit *limit, int second)
{
    if (!is_within(limit, second))
        return false;
    put_head(&limits->words, limit);
    cx_buf_printf(&limits->words, "%02d:%02d", second / 3600, second / 60 % 60);
    put_tail(&limits->words, limit);
    return true;
}

static bool is_too_many(struct limits *limits, const struct limit *limit, struct tally *tally,
                        cx_date day, bool again)
{
    int64_t n = count(tally, day, limit->rule == CX_LIMIT_MAX_PER_7_DAYS, !again);
    char text[CX_DATE_TEXT];
    if (n <= limit->most)
        return false;
    cx_buf_printf(&limits->words, "%lld%s ", (long long)n, ordinal(n));
    put_head(&limits->words, limit);
    cx_buf_puts(&limits->words, cx_date_format(text, day));
    put_tail(&limits->words, limit);
    return true;
}

static bool is_too_soon(struct limits *limits, const struct limit *limit, struct tally *tally,
                        cx_date day, bool again, bool is_talk)
{
    char text[CX_DATE_TEXT];
    if (!again) {
        tally->had_talked = tally->has_talked;
        tally->day_before = tally->day;
    }
    bool soon = tally->had_talked && day - tally->day_before < limit->most;
    if (soon) {
        put_head(&limits->words, limit);
        cx_buf_puts(&limits->words, cx_date_format(text, day));
        cx_buf_printf(&limits->words, ", after the talk on %s",
                      cx_date_format(text, tally->day_before));
        put_tail(&limits->words, limit);
    }
    if (is_talk) {
        tally->has_talked = true;
        tally->day = day;
    }
    return soon;
}

/* Whether the limit said the words, though perhaps of another contact. */
static bool is_said_by(struct cx_buf *scratch, const struct limit *limit, const char *words)
{
    bool counts = limit->rule == CX_LIMIT_MAX_PER_DAY || limit->rule == CX_LIMIT_MAX_PER_7_DAYS;
    if (counts) /* "4th phone call": the number aside */
        words += strcspn(words, " ") + (strchr(words, ' ') != NULL);
    cx_buf_clear(scratch);
    put_head(scratch, limit);
    if (strncmp(words, cx_buf_str(scratch), scratch->len) != 0)
        return false;
    cx_buf_clear(scratch);
    put_tail(scratch, limit);
    size_t n = strlen(words);
    return n >= scratch->len && strcmp(words + n - scratch->len, cx_buf_str(scratch)) == 0;
}

bool limits_say(struct limits *limits, int law, const char *limit, enum cx_severity severity,
                const char *words)
{
    for (size_t i = 0; i < limits->count; i++) {
        const struct limit *one = &limits->list[i];
        if (one->law == law && strcmp(one->id, limit) == 0)
            return one->severity == severity && is_said_by(&limits->words, one, words);
    }
    return false;
}

void cx_limits_retell(struct cx_buf *out, const char *words)
{
    static const char *const formats[] = {
        N_("%s at %s, in the quiet hours %s"),
        N_("%s on the account on %s, after the talk on %s"),
        N_("%s to the customer on %s, after the talk on %s"),
        N_("%s %s on the account in the 7 days to %s"),
        N_("%s %s to the customer in the 7 days to %s"),
        N_("%s %s on the account on %s"),
        N_("%s %s to the customer on %s"),
        N_("%s is allowed"),
        N_("%s are allowed"),
        N_("%s day is to pass"),
        N_("%s days are to pass"),
    };
    cx_retell(out, words, formats, sizeof formats / sizeof *formats);
}

static bool is_counted(const struct limit *limit, const struct cx_contact *contact)
{
    switch (limit->counts) {
    case CX_ATTEMPT: break;
    case CX_CONNECTED: return contact->outcome >= CX_TALKED;
    case CX_RANG: return contact->outcome != CX_BUSY;
    }
    return true;
}

/* Whether the contact counts. Somebody with debts under several laws is one person, and an account
 * may come under another law: what was said counts for the limits of all, though a contact breaks
 * only those of its own law. */
static bool is_meant(const struct limit *limit, const struct cx_contact *contact)
{
    return (limit->law == contact->law || limit->rule != CX_LIMIT_QUIET_HOURS) &&
           (limit->channel < 0 || limit->channel == contact->channel) && is_counted(limit, contact);
}

bool limits_are_quiet(const struct limits *limits, const struct cx_contact *contact)
{
    for (size_t i = 0; i < limits->count; i++) {
        const struct limit *limit = &limits->list[i];
        if (limit->rule == CX_LIMIT_QUIET_HOURS && is_meant(limit, contact) &&
            is_within(limit, second_of_day(contact->at)))
            return true;
    }
    return false;
}

bool limits_need_customer(const struct limits *limits, const struct cx_contact *contact)
{
    for (size_t i = 0; limits->per_customer && contact->account && i < limits->count; i++) {
        const struct limit *limit = &limits->list[i];
        if (limit->per_customer && limit->rule != CX_LIMIT_QUIET_HOURS && is_meant(limit, contact))
            return true;
    }
    return false;
}

/* Counts the contact. */
static bool is_over(struct limits *limits, const struct limit *limit, struct tally *tally,
                    const struct cx_contact *contact)
{
    cx_date day = cx_date_of(contact->at);
    bool again = !limits_count_each(limits, day) && is_again(limit, tally, contact);
    if (!again) {
        tally->last = contact->at;
        tally->employee = contact->employee;
        tally->account = contact->account;
        tally->channel = contact->channel;
    }
    return limit->rule == CX_LIMIT_DAYS_AFTER_TALK
               ? is_too_soon(limits, limit, tally, day, again, contact->outcome >= CX_TALKED)
               : is_too_many(limits, limit, tally, day, again);
}

bool limits_judge(struct limits *limits, const struct cx_contact *contact, int64_t customer,
                  void (*broken)(void *context, int64_t contact, const struct limit *limit,
                                 const char *words),
                  void *context)
{
    cx_date day = cx_date_of(contact->at);
    bool is_tied = false;
    if (contact->account && day > limits->day)
        begin_day(limits, day);
    for (size_t i = 0; i < limits->count; i++) {
        struct limit *limit = &limits->list[i];
        bool is_broken;
        if (!is_meant(limit, contact))
            continue;
        cx_buf_clear(&limits->words);
        if (limit->rule == CX_LIMIT_QUIET_HOURS) {
            is_broken = is_quiet(limits, limit, second_of_day(contact->at));
        } else if (contact->account) {
            struct tally *tally =
                find_tally(limit, limit->per_customer ? customer : contact->account);
            is_tied = is_tied || tally->last == contact->at;
            is_broken = is_over(limits, limit, tally, contact);
        } else {
            continue;
        }
        if (is_broken && limit->law == contact->law && broken)
            broken(context, contact->id, limit, cx_buf_str(&limits->words));
    }
    return is_tied;
}
