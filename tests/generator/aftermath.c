/* What follows from a call: what was said, feedback, complaints, reviews, arrangements. */
#include <stdlib.h>
#include <string.h>

#include "sim.h"
#include "words.h"

enum outcome_seen { TALKED = 4, REFUSED = 5, DISPUTED = 6, PROMISED = 7 };
enum arrangement { WAIVER, EXTENSION, INSTALMENT };

/* A complaint or review, which comes days later and is written in the order of its day. */
struct later {
    int64_t contact;
    int32_t at, account, person, verdict;
};

struct after {
    struct out *feedback, *arrangements;
    int64_t feedback_count, arrangements_count;
    struct later *complaints, *reviews;
    int32_t complaints_count, complaints_room, reviews_count, reviews_room;
};

/* What a call's transcript holds. */
struct talk {
    bool kept, threat, quotation;
};

static struct rng contact_rng(const struct sim *sim, int64_t number, uint64_t use)
{
    return rng_keyed(sim->options.seed, FOR_AFTERMATH + (use << 8), (uint64_t)number);
}

static struct talk talk_of(const struct sim *sim, const struct contact *contact, int64_t number)
{
    struct rng rng = contact_rng(sim, number, 0);
    struct talk talk = {.kept = false};

    if (!contact_connected(contact) ||
        (contact->channel != BY_PHONE && contact->channel != BY_WECHAT))
        return talk;
    talk.threat = contact->rude;
    talk.kept = rng_permille(&rng, sim->options.transcripts) || talk.threat;
    talk.quotation = talk.kept && !talk.threat && rng_permille(&rng, 15);
    return talk;
}

static void add_turn(char *text, size_t size, const char *turn)
{
    size_t used = strlen(text);

    snprintf(text + used, size - used, "%s%s", used > 0 ? "\n" : "", turn);
}

static const char *const *answers_to(const struct contact *contact)
{
    switch (contact->outcome) {
    case REFUSED: return words_refusals;
    case DISPUTED: return words_disputes;
    case PROMISED: return words_promises;
    default: return words_answers;
    }
}

void out_transcript(struct out *out, const struct sim *sim, const struct contact *contact,
                    int64_t number)
{
    struct talk talk = talk_of(sim, contact, number);
    struct rng rng;
    char text[1024] = "";

    if (!talk.kept) {
        out_empty(out);
        return;
    }
    rng = contact_rng(sim, number, 1);
    add_turn(text, sizeof text, words_pick(&rng, words_openings));
    add_turn(text, sizeof text, words_pick(&rng, answers_to(contact)));
    if (talk.threat)
        add_turn(text, sizeof text, words_pick(&rng, words_threats));
    if (talk.quotation)
        add_turn(text, sizeof text, words_pick(&rng, words_quotations));
    if (!talk.threat)
        add_turn(text, sizeof text, words_pick(&rng, words_closings));
    out_text(out, text);
}

void out_contact_id(struct out *out, const struct sim *sim, int64_t number)
{
    out_id(out, 'K', number, width_of(sim->options.contacts, 6));
}

static void give_feedback(struct sim *sim, const struct contact *contact, struct rng *rng)
{
    static const char *const kinds[] = {"customer", "sales", "peer"};
    static const int32_t weights[] = {80, 13, 7};
    struct after *after = sim->after;
    int32_t skill = sim->people[contact->person].skill;
    int32_t kind = rng_pick(rng, weights, 3);
    int32_t score = 55 + skill / 40 + rng_between(rng, -14, 14) - (contact->rude ? 30 : 0);

    out_id(after->feedback, 'F', ++after->feedback_count, 6);
    out_text(after->feedback, kinds[kind]);
    out_person(after->feedback, sim, contact->person);
    if (kind == 2)
        out_empty(after->feedback);
    else
        out_account(after->feedback, sim, contact->account);
    out_date(after->feedback, sim->today);
    out_int(after->feedback, score > 100 ? 100 : score);
    out_end(after->feedback);
}

static void put_later(struct sim *sim, const struct contact *contact, int64_t number,
                      struct later later, bool complaint)
{
    struct after *after = sim->after;

    later.contact = number;
    later.account = contact->account;
    later.person = contact->person;
    if (later.at >= sim->options.to)
        return;
    if (complaint) {
        after->complaints =
            grow(after->complaints, after->complaints_count, &after->complaints_room, sizeof later);
        after->complaints[after->complaints_count++] = later;
    } else {
        after->reviews =
            grow(after->reviews, after->reviews_count, &after->reviews_room, sizeof later);
        after->reviews[after->reviews_count++] = later;
    }
}

enum verdict { YES, NO, PENDING };

static void maybe_complain(struct sim *sim, const struct contact *contact, int64_t number,
                           struct rng *rng)
{
    static const int32_t weights[2][3] = {{20, 55, 25}, {75, 10, 15}};
    struct later later = {.at = sim->today + rng_below(rng, 6)};

    if (!rng_permille(rng, contact->rude ? 300 : 2))
        return;
    later.verdict = rng_pick(rng, weights[contact->rude], 3);
    put_later(sim, contact, number, later, true);
}

static void maybe_review(struct sim *sim, const struct contact *contact, int64_t number,
                         struct rng *rng)
{
    struct talk talk = talk_of(sim, contact, number);
    struct later later = {.at = sim->today + rng_between(rng, 1, 6)};

    if ((!talk.threat && !talk.quotation) || !rng_permille(rng, 650))
        return;
    later.verdict = talk.threat ? YES : NO;
    put_later(sim, contact, number, later, false);
}

static void write_arrangement(struct sim *sim, const struct contact *contact, enum arrangement kind,
                              int64_t waived, int32_t due)
{
    static const char *const kinds[] = {"waiver", "extension", "instalment"};
    struct out *out = sim->after->arrangements;

    out_id(out, 'G', ++sim->after->arrangements_count, 5);
    out_account(out, sim, contact->account);
    out_text(out, kinds[kind]);
    out_date(out, sim->today);
    out_person(out, sim, contact->person);
    if (kind == WAIVER)
        out_money(out, waived);
    else
        out_empty(out);
    if (kind == EXTENSION)
        out_date(out, due);
    else
        out_empty(out);
    out_end(out);
}

/* A waiver of an old debt's part, a later due date for a fresh one, or instalments. */
static void arrange(struct sim *sim, const struct contact *contact, struct rng *rng)
{
    struct account *account = &sim->accounts[contact->account];
    int32_t dpd = sim->today - account->due;
    int64_t waived = account->balance * rng_between(rng, 20, 150) / 1000;

    if (dpd >= 90 && waived > 0 && rng_permille(rng, 400)) {
        write_arrangement(sim, contact, WAIVER, waived, 0);
        account->balance -= waived;
    } else if (dpd > 0 && dpd < 60 && rng_permille(rng, 400)) {
        account->due = sim->today + rng_between(rng, 10, 30);
        write_arrangement(sim, contact, EXTENSION, 0, account->due);
    } else {
        write_arrangement(sim, contact, INSTALMENT, 0, 0);
    }
}

void after_contact(struct sim *sim, const struct contact *contact, int64_t number)
{
    struct rng rng;

    if (!contact_connected(contact))
        return;
    rng = contact_rng(sim, number, 2);
    if (rng_permille(&rng, 60))
        give_feedback(sim, contact, &rng);
    maybe_complain(sim, contact, number, &rng);
    maybe_review(sim, contact, number, &rng);
    if ((contact->outcome == TALKED || contact->outcome == PROMISED) && rng_permille(&rng, 20))
        arrange(sim, contact, &rng);
}

void after_open(struct sim *sim)
{
    struct after *after = sim->after = zeroed(1, sizeof *after);

    after->feedback = open_csv(sim, "feedback", "feedback_id,kind,employee_id,account_id,at,score");
    after->arrangements = open_csv(
        sim, "arrangements", "arrangement_id,account_id,kind,agreed_on,employee_id,amount,due_on");
}

static int by_day(const void *one, const void *other)
{
    const struct later *a = one, *b = other;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->contact > b->contact) - (a->contact < b->contact);
}

static void write_complaints(const struct sim *sim)
{
    static const char *const verdicts[] = {"yes", "no", "pending"};
    const struct after *after = sim->after;
    struct out *out = open_csv(sim, "complaints",
                               "complaint_id,employee_id,account_id,contact_id,at,upheld,text");

    if (after->complaints_count > 0)
        qsort(after->complaints, (size_t)after->complaints_count, sizeof *after->complaints,
              by_day);
    for (int32_t i = 0; i < after->complaints_count; i++) {
        const struct later *complaint = &after->complaints[i];
        struct rng rng = contact_rng(sim, complaint->contact, 3);

        out_id(out, 'M', i + 1, 5);
        out_person(out, sim, complaint->person);
        out_account(out, sim, complaint->account);
        if (rng_permille(&rng, 120)) /* nobody knows which call was meant */
            out_empty(out);
        else
            out_contact_id(out, sim, complaint->contact);
        out_date(out, complaint->at);
        out_text(out, verdicts[complaint->verdict]);
        out_text(out, words_pick(&rng, words_complaints));
        out_end(out);
    }
    close_csv(out);
}

static void write_reviews(const struct sim *sim)
{
    const struct after *after = sim->after;
    struct out *out = open_csv(sim, "reviews", "contact_id,verdict,reviewer,at,reason");

    if (after->reviews_count > 0)
        qsort(after->reviews, (size_t)after->reviews_count, sizeof *after->reviews, by_day);
    for (int32_t i = 0; i < after->reviews_count; i++) {
        const struct later *review = &after->reviews[i];
        bool clean = review->verdict == NO;

        out_contact_id(out, sim, review->contact);
        out_text(out, clean ? "clean" : "violation");
        out_text(out, i % 2 ? "QA2" : "QA1");
        out_date(out, review->at);
        out_text(out, clean ? "引述原话,并非催收员威胁" : "录音核实");
        out_end(out);
    }
    close_csv(out);
}

void after_close(struct sim *sim)
{
    struct after *after = sim->after;

    write_complaints(sim);
    write_reviews(sim);
    close_csv(after->feedback);
    close_csv(after->arrangements);
    free(after->complaints);
    free(after->reviews);
    free(after);
}
