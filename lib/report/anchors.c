#include "report/anchors.h"

#include <string.h>

#include "report/reports.h"

/* What a name in a link may not have is written as its bytes, in the link and in the place, so that
 * they are the same. */
static void put_name(struct cx_buf *out, const char *what, const char *key)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    cx_buf_puts(out, what);
    for (const char *s = key; *s; s++) {
        if (strchr(plain, *s))
            cx_buf_putc(out, *s);
        else
            cx_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*s);
    }
}

void anchor_post(struct cx_buf *out, const struct cx_scores *scores, int post)
{
    int person = scores->org->posts[post].person;
    const struct cx_post_score *main = report_main_post(scores, person);
    if (main && main->post == post)
        put_name(out, "person-", scores->org->people[person].key);
    else
        cx_buf_printf(out, "post-%d", post);
}

void anchor_team(struct cx_buf *out, const struct cx_org *org, int team)
{
    put_name(out, "team-", org->teams[team].key);
}

bool anchor_subject(struct cx_buf *out, const struct cx_scores *scores, int team, int person)
{
    const struct cx_post_score *main = person < 0 ? NULL : report_main_post(scores, person);
    if (main) {
        anchor_post(out, scores, main->post);
        return true;
    }
    for (size_t i = 0; person < 0 && i < scores->post_count; i++) {
        if (scores->org->posts[scores->posts[i].post].team == team) {
            anchor_team(out, scores->org, team);
            return true;
        }
    }
    return false;
}
