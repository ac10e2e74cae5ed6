/* A zone is the list of its changes, found by asking localtime_r for every week and then for the
 * second. */
#include "base/zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define WEEK_S   INT64_C(604800)
#define LAST_UTC INT64_C(4102444800) /* 2100-01-01 */

struct cx_zone {
    struct change {
        cx_time utc; /* from then on */
        int64_t offset_s;
    } * changes;
    size_t count, cap;
};

static bool is_name(const char *name)
{
    for (const char *s = name; *s; s++) {
        if (!isalnum((unsigned char)*s) && !strchr("/_+-", *s))
            return false;
    }
    return *name && *name != '/';
}

bool cx_zone_is_there(const char *name)
{
    struct cx_buf path = {0};
    const char *folder = getenv("TZDIR");
    cx_buf_printf(&path, "%s/%s", folder ? folder : "/usr/share/zoneinfo", name);
    bool is_there = is_name(name) && (strcmp(name, "UTC") == 0 ||
                                      (access(path.data, R_OK) == 0 && strchr(name, '/')));
    cx_buf_fini(&path);
    return is_there;
}

static int64_t offset_at(cx_time utc)
{
    struct tm tm;
    time_t t = (time_t)utc;
    localtime_r(&t, &tm);
    return tm.tm_gmtoff;
}

static void add_change(struct cx_zone *zone, cx_time utc, int64_t offset_s)
{
    CX_GROW(zone->changes, zone->count, zone->cap);
    zone->changes[zone->count++] = (struct change){utc, offset_s};
}

/* Looks for the second of a change between two times. */
static cx_time change_between(cx_time before, cx_time after)
{
    int64_t offset_s = offset_at(before);
    while (after - before > 1) {
        cx_time middle = before + (after - before) / 2;
        if (offset_at(middle) == offset_s)
            before = middle;
        else
            after = middle;
    }
    return after;
}

static void find_changes(struct cx_zone *zone)
{
    add_change(zone, INT64_MIN, offset_at(0));
    for (cx_time utc = 0; utc < LAST_UTC; utc += WEEK_S) {
        if (offset_at(utc) == offset_at(utc + WEEK_S))
            continue;
        cx_time at = change_between(utc, utc + WEEK_S);
        add_change(zone, at, offset_at(at));
    }
}

int cx_zone_open(struct cx_zone **out, const char *name, struct cx_err *err)
{
    *out = NULL;
    if (!cx_zone_is_there(name))
        return cx_err_set(err, CX_EDATA,
                          "\"%s\" is not a time zone: use a name such as Asia/Shanghai, or UTC",
                          name);
    const char *before = getenv("TZ");
    char *kept = before ? cx_strdup(before) : NULL;
    *out = cx_alloc(sizeof **out);
    setenv("TZ", name, 1);
    tzset();
    find_changes(*out);
    if (kept)
        setenv("TZ", kept, 1);
    else
        unsetenv("TZ");
    tzset();
    free(kept);
    return 0;
}

void cx_zone_free(struct cx_zone *zone)
{
    if (!zone)
        return;
    free(zone->changes);
    free(zone);
}

cx_time cx_zone_local(const struct cx_zone *zone, cx_time utc, bool *is_twice)
{
    size_t i = zone->count - 1;
    while (zone->changes[i].utc > utc)
        i--;
    const struct change *now = &zone->changes[i], *next = i + 1 < zone->count ? now + 1 : NULL;
    cx_time local = utc + now->offset_s;
    *is_twice = (i > 0 && local < now->utc + now[-1].offset_s) ||
                (next && local >= next->utc + next->offset_s);
    return local;
}
