#include "report/drill.h"

#include <stdlib.h>

#include "base/lang.h"
#include "render/markup.h"
#include "render/webpage.h"
#include "report/anchors.h"
#include "report/tables.h"

/* Rows that a page has of contacts, and of payments, of all people; one has ROWS_OF_ONE at most, so
 * that the page of a large company can still be opened on a phone. */
enum { ROWS = 6000, ROWS_OF_ONE = 10 };

struct drill {
    struct cx_buf *page;
    const struct cx_scores *scores;
    const struct latest *latest; /* NULL: there are no contacts and payments */
    int metrics[2];              /* those that a team's line shows */
    size_t metric_count;
};

static size_t rows_of_one(const struct cx_scores *scores)
{
    size_t rows = ROWS / (scores->post_count + 1);
    return rows < 1 ? 1 : rows > ROWS_OF_ONE ? ROWS_OF_ONE : rows;
}

/* A team's line: its name, and its first metrics. */
static void put_team_head(const struct drill *drill, int team)
{
    struct cx_buf *page = drill->page;
    const struct cx_scores *scores = drill->scores;
    size_t subject = cx_subject_of_team(scores->org, team);
    cx_buf_puts(page, "<summary><span>");
    cx_page_text(page, cx_team_title(&scores->org->teams[team]));
    cx_buf_puts(page, "</span><span class=\"n\">");
    for (size_t i = 0; i < drill->metric_count; i++) {
        const struct cx_quantity *of = &scores->plan->quantities[drill->metrics[i]];
        cx_buf_puts(page, i ? " \xC2\xB7 " : "");
        report_figure(page, cx_scores_value(scores, subject, drill->metrics[i]), of, of->decimals);
    }
    cx_buf_puts(page, "</span></summary>\n");
}

/* A person's line: their name, and how much there is of what opens. */
static void put_person_head(const struct drill *drill, int post)
{
    struct cx_buf *page = drill->page;
    const struct cx_person *person =
        &drill->scores->org->people[drill->scores->org->posts[post].person];
    size_t contacts = latest_contact_count(drill->latest, post);
    size_t payments = latest_payment_count(drill->latest, post);
    cx_buf_puts(page, "<summary><span>");
    cx_page_text(page, person->name && *person->name ? person->name : person->key);
    cx_buf_puts(page, "</span><span class=\"n\">");
    cx_buf_show(page, cx_shown_n("%zu contact", "%zu contacts", contacts), contacts);
    if (latest_measure(drill->latest) >= 0) {
        cx_buf_puts(page, " \xC2\xB7 ");
        cx_buf_show(page, cx_shown_n("%zu payment", "%zu payments", payments), payments);
    }
    cx_buf_puts(page, "</span></summary>\n");
}

/* Takes the table. */
static void put_rows(const struct drill *drill, struct cx_table *table, const char *title)
{
    if (table->row_count > 0) {
        cx_buf_puts(drill->page, "<h3>");
        cx_page_text(drill->page, title);
        cx_buf_puts(drill->page, "</h3>\n");
        cx_page_table(drill->page, table);
    }
    cx_table_free(table);
}

static void put_contacts(const struct drill *drill, int post)
{
    struct cx_table *table = cx_table_new(NULL);
    struct cx_buf title = {0};
    size_t all = latest_contact_count(drill->latest, post);
    latest_contacts(table, drill->latest, post);
    bool breaks = latest_breaks(drill->latest, post);
    if (table->row_count == all)
        cx_buf_show(&title, breaks ? "Contacts: those that break a rule, then the latest"
                                   : "Contacts, the latest first");
    else
        cx_buf_show(&title,
                    breaks ? "%zu of %zu contacts: those that break a rule, then the latest"
                           : "The latest %zu of %zu contacts",
                    table->row_count, all);
    put_rows(drill, table, cx_buf_str(&title));
    cx_buf_fini(&title);
}

static void put_payments(const struct drill *drill, int post)
{
    int measure = latest_measure(drill->latest);
    if (measure < 0)
        return;
    struct cx_table *table = cx_table_new(NULL);
    struct cx_buf title = {0};
    const char *counted = drill->scores->plan->quantities[measure].title;
    size_t all = latest_payment_count(drill->latest, post);
    latest_payments(table, drill->latest, post);
    if (table->row_count < all)
        cx_buf_show(&title, "%s: the latest %zu of %zu payments", counted, table->row_count, all);
    else
        cx_buf_show(&title, "%s: the payments, latest first", counted);
    put_rows(drill, table, cx_buf_str(&title));
    cx_buf_fini(&title);
}

static void put_person(const struct drill *drill, int post)
{
    struct cx_buf *page = drill->page;
    cx_buf_puts(page, "<details class=\"one\">");
    put_person_head(drill, post);
    cx_buf_puts(page, "<div id=\"");
    anchor_post(page, drill->scores, post);
    cx_buf_puts(page, "\">\n");
    put_contacts(drill, post);
    put_payments(drill, post);
    if (latest_contact_count(drill->latest, post) + latest_payment_count(drill->latest, post) == 0)
        cx_buf_printf(page, "<p class=\"note\">%s</p>\n",
                      cx_shown("The period has no contact and no payment of theirs."));
    cx_buf_puts(page, "</div></details>\n");
}

static void put_team(const struct drill *drill, const struct cx_table *people, int team)
{
    struct cx_buf *page = drill->page;
    const struct cx_scores *scores = drill->scores;
    cx_buf_puts(page, "<details class=\"who\">");
    put_team_head(drill, team);
    cx_buf_puts(page, "<div id=\"");
    anchor_team(page, scores->org, team);
    cx_buf_puts(page, "\">\n");
    cx_page_rows(page, people, 0, scores->org->teams[team].key);
    for (size_t i = 0; drill->latest && i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].team == team)
            put_person(drill, scores->posts[i].post);
    }
    cx_buf_puts(page, "</div></details>\n");
}

static void put_heading(const struct drill *drill)
{
    struct cx_buf *page = drill->page;
    cx_buf_printf(page, "<section class=\"wide long\">\n<h2>%s</h2>\n<p class=\"note\">",
                  cx_shown("Teams and their people"));
    for (size_t i = 0; i < drill->metric_count; i++) {
        cx_buf_puts(page, i ? " \xC2\xB7 " : "");
        cx_page_text(page, drill->scores->plan->quantities[drill->metrics[i]].title);
    }
    cx_buf_printf(page, "%s</p>\n",
                  drill->latest ? cx_shown("; a team opens when it is chosen, and so does a person")
                                : cx_shown("; a team opens when it is chosen"));
}

int drill_latest(struct latest **out, struct cx_db *db, const struct cx_scores *scores,
                 struct cx_err *err)
{
    return latest_new(out, db, scores, rows_of_one(scores), err);
}

void put_drill(struct cx_buf *page, const struct cx_scores *scores, const struct latest *latest)
{
    struct drill drill = {.page = page, .scores = scores, .latest = latest};
    struct cx_table *people = cx_table_new(NULL);
    drill.metric_count = summary_metrics(drill.metrics, 2, scores->plan);
    make_people(people, scores, latest != NULL);
    put_heading(&drill);
    for (int i = 0; i < scores->org->team_count; i++) {
        if (cx_table_find(people, 0, scores->org->teams[i].key) >= 0)
            put_team(&drill, people, i);
    }
    cx_buf_puts(page, "</section>\n");
    cx_table_free(people);
}
