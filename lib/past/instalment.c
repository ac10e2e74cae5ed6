/* Plans of instalments: what is due when, and what became of it. The money paid since a plan was
 * agreed pays its instalments in their order. */
#include "past/past.h"

/* The first instalment of the plan that list[i] is of, and the one after its last. */
static size_t first_of(const struct cx_past *past, size_t i)
{
    while (i > 0 && past->instalments[i - 1].plan == past->instalments[i].plan)
        i--;
    return i;
}

static size_t end_of(const struct cx_past *past, size_t i)
{
    int64_t plan = past->instalments[i].plan;
    while (i < past->instalment_count && past->instalments[i].plan == plan)
        i++;
    return i;
}

/* All that is to be paid until an instalment is. */
static int64_t sum_to(const struct cx_past *past, size_t i)
{
    int64_t cents = 0;
    for (size_t k = first_of(past, i); k <= i; k++)
        cents += past->instalments[k].cents;
    return cents;
}

static int64_t paid_since(const struct cx_past *past, size_t i, cx_date day)
{
    return cx_past_paid(past, (cx_date)past->instalments[i].agreed_on - 1, day);
}

/* The first day after a day on which the balance may be another; CX_DATE_NONE: there is none. */
static cx_date next_change(const struct cx_past *past, cx_date day)
{
    cx_date next = CX_DATE_NONE;
    for (size_t i = 0; i < past->payment_count; i++) {
        cx_date paid_on = cx_date_of(past->payments[i].paid_at);
        if (paid_on > day) {
            next = paid_on;
            break;
        }
    }
    for (size_t i = 0; i < past->waiver_count && past->waivers[i].agreed_on < next; i++) {
        if (past->waivers[i].agreed_on > day)
            next = (cx_date)past->waivers[i].agreed_on;
    }
    return next;
}

/* The first day, until a last one, at whose end an instalment is paid, or nothing is owed any more;
 * CX_DATE_NONE: none. */
static cx_date paid_on(const struct cx_past *past, size_t i, cx_date last)
{
    int64_t wanted = sum_to(past, i);
    for (cx_date day = (cx_date)past->instalments[i].agreed_on; day <= last;
         day = next_change(past, day)) {
        if (paid_since(past, i, day) >= wanted || cx_past_balance(past, day) <= 0)
            return day;
    }
    return CX_DATE_NONE;
}

/* Another plan was agreed by a day, in its place. */
static bool is_replaced(const struct cx_past *past, size_t i, cx_date decided, cx_date day)
{
    size_t next = end_of(past, i);
    cx_date agreed_on =
        next < past->instalment_count ? (cx_date)past->instalments[next].agreed_on : CX_DATE_NONE;
    return agreed_on <= day && agreed_on < decided && agreed_on <= past->instalments[i].due_on;
}

struct cx_instalment cx_past_instalment(const struct cx_past *past, size_t i, int grace_days,
                                        cx_date day)
{
    const struct cx_past_instalment *of = &past->instalments[i];
    struct cx_instalment stands = {.due = of->due_on, .judged = of->due_on + grace_days};
    cx_date last = day < stands.judged ? day : stands.judged;
    cx_date reached = paid_on(past, i, last);
    cx_date closed_on = past->debt->closed_on;
    int64_t paid = paid_since(past, i, day) - sum_to(past, i) + of->cents;
    stands.paid = paid < 0 ? 0 : paid < of->cents ? paid : of->cents;
    stands.decided = reached == CX_DATE_NONE ? stands.judged : reached;
    stands.fate = is_replaced(past, i, stands.decided, day)        ? CX_FATE_REPLACED
                  : reached != CX_DATE_NONE                        ? CX_FATE_KEPT
                  : closed_on <= day && closed_on <= stands.judged ? CX_FATE_REPLACED
                  : day < stands.judged                            ? CX_FATE_OPEN
                                                                   : CX_FATE_BROKEN;
    return stands;
}

/* The first instalment of the plan that was agreed last by a day; instalment_count: none was. */
static size_t last_plan(const struct cx_past *past, cx_date day)
{
    size_t i = past->instalment_count;
    while (i > 0 && past->instalments[i - 1].agreed_on > day)
        i--;
    return i > 0 ? first_of(past, i - 1) : past->instalment_count;
}

/* The first instalment of a plan that a sum does not pay; SIZE_MAX: it pays all. */
static size_t first_unpaid(const struct cx_past *past, size_t first, int64_t cents)
{
    size_t end = end_of(past, first);
    for (size_t i = first; i < end; i++) {
        cents -= past->instalments[i].cents;
        if (cents < 0)
            return i;
    }
    return SIZE_MAX;
}

struct cx_schedule cx_past_schedule(const struct cx_past *past, int grace_days, cx_date day)
{
    struct cx_schedule schedule = {.standing = CX_SCHEDULE_NONE};
    size_t first = last_plan(past, day);
    if (first == past->instalment_count || !cx_past_is_placed(past, day))
        return schedule;
    size_t next = first_unpaid(past, first, paid_since(past, first, day));
    if (next == SIZE_MAX || cx_past_balance(past, day) <= 0) {
        schedule.standing = CX_SCHEDULE_PAID;
        return schedule;
    }
    schedule.next = &past->instalments[next];
    schedule.paid = cx_past_instalment(past, next, grace_days, day).paid;
    schedule.standing =
        past->instalments[next].due_on + grace_days <= day ? CX_SCHEDULE_BROKEN : CX_SCHEDULE_KEPT;
    return schedule;
}

static cx_date earlier(cx_date a, cx_date b)
{
    return a < b ? a : b;
}

/* Days from `from` to before `to` on which the plan that begins at `first` is kept. */
static int kept_days(const struct cx_past *past, size_t first, int grace_days, cx_date from,
                     cx_date to)
{
    int days = 0;
    for (cx_date day = from, next; day < to; day = next) {
        size_t unpaid = first_unpaid(past, first, paid_since(past, first, day));
        next = earlier(next_change(past, day), to);
        if (unpaid == SIZE_MAX || cx_past_balance(past, day) <= 0)
            continue;
        cx_date judged = past->instalments[unpaid].due_on + grace_days;
        if (judged > day)
            days += earlier(judged, next) - day;
    }
    return days;
}

/* What was agreed last counts from its day on; the day itself ages. */
static cx_date last_extension(const struct cx_past *past, cx_date day)
{
    size_t i = past->extension_count;
    while (i > 0 && past->extensions[i - 1].agreed_on > day)
        i--;
    return i > 0 ? (cx_date)past->extensions[i - 1].agreed_on : -CX_DATE_NONE;
}

int cx_past_days_kept(const struct cx_past *past, int grace_days, cx_date day)
{
    cx_date extended_on = last_extension(past, day);
    int days = 0;
    for (size_t i = 0; i < past->instalment_count && past->instalments[i].agreed_on < day;) {
        size_t next = end_of(past, i);
        cx_date agreed_on = (cx_date)past->instalments[i].agreed_on;
        cx_date from = agreed_on > extended_on ? agreed_on : extended_on;
        cx_date to = next < past->instalment_count
                         ? earlier(day, (cx_date)past->instalments[next].agreed_on)
                         : day;
        days += kept_days(past, i, grace_days, from + 1, to + 1);
        i = next;
    }
    return days;
}
