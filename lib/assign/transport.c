#include "assign/transport.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

#define LEFT_OUT (-1.0) /* what a place outside brings: worse than any inside */

/* Duals: worth[s] + price[k] >= profit[s][k], with equality where something flows. A last sink,
 * with room for all, takes those that are left out. */
struct search {
    struct transport *t;
    int sinks;     /* with the last */
    int64_t *left; /* room that is left, by sink */
    int64_t *out;  /* flow to the last sink, by source */
    double *worth, *price;
    double *distance;        /* by sink */
    int *before;             /* by sink: the source on the path to it */
    int *via;                /* by source: the sink on the path to it */
    bool *is_done;           /* by sink */
    double *source_distance; /* by source; negative: not reached */
    int *reached, *closed;   /* sources reached; sinks done */
    int reached_count, closed_count;
};

static double profit_of(const struct search *s, int source, int sink)
{
    return sink == s->t->sinks ? LEFT_OUT
                               : s->t->profit[(size_t)source * (size_t)s->t->sinks + (size_t)sink];
}

static int64_t *flow_of(const struct search *s, int source, int sink)
{
    return sink == s->t->sinks ? &s->out[source]
                               : &s->t->flow[(size_t)source * (size_t)s->t->sinks + (size_t)sink];
}

static void reach_source(struct search *s, int source, double distance, int via)
{
    const double *profit = s->t->profit + (size_t)source * (size_t)s->t->sinks;
    double base = distance + s->worth[source];
    s->source_distance[source] = distance;
    s->via[source] = via;
    s->reached[s->reached_count++] = source;
    for (int k = 0; k < s->sinks; k++) {
        double brings = k == s->t->sinks ? LEFT_OUT : profit[k];
        double d = base + s->price[k] - brings;
        d = d > distance ? d : distance; /* shorter only by rounding */
        if (!s->is_done[k] && d < s->distance[k]) {
            s->distance[k] = d;
            s->before[k] = source;
        }
    }
}

static int nearest(const struct search *s)
{
    int best = -1;
    for (int k = 0; k < s->sinks; k++) {
        if (!s->is_done[k] && (best < 0 || s->distance[k] < s->distance[best]))
            best = k;
    }
    return best;
}

/* Dijkstra's search for the nearest sink with room; the last one always has some. */
static int find_room(struct search *s, int source)
{
    s->reached_count = s->closed_count = 0;
    for (int k = 0; k < s->sinks; k++) {
        s->distance[k] = INFINITY;
        s->is_done[k] = false;
    }
    for (int i = 0; i < s->t->sources; i++)
        s->source_distance[i] = -1;
    reach_source(s, source, 0, -1);
    for (;;) {
        int k = nearest(s);
        if (s->left[k] > 0)
            return k;
        s->is_done[k] = true;
        s->closed[s->closed_count++] = k;
        for (int i = 0; i < s->t->sources; i++) {
            if (s->source_distance[i] < 0 && *flow_of(s, i, k) > 0)
                reach_source(s, i, s->distance[k], k);
        }
    }
}

static void update_duals(struct search *s, double distance)
{
    for (int r = 0; r < s->reached_count; r++)
        s->worth[s->reached[r]] -= distance - s->source_distance[s->reached[r]];
    for (int c = 0; c < s->closed_count; c++)
        s->price[s->closed[c]] += distance - s->distance[s->closed[c]];
}

static int64_t augment(struct search *s, int source, int sink, int64_t most)
{
    int64_t amount = most < s->left[sink] ? most : s->left[sink];
    for (int i = s->before[sink]; i != source; i = s->before[s->via[i]]) {
        int64_t flow = *flow_of(s, i, s->via[i]);
        amount = flow < amount ? flow : amount;
    }
    s->left[sink] -= amount;
    for (int k = sink;;) {
        int i = s->before[k];
        *flow_of(s, i, k) += amount;
        if (i == source)
            return amount;
        k = s->via[i];
        *flow_of(s, i, k) -= amount;
    }
}

static void place(struct search *s, int source)
{
    int64_t rest = s->t->supply[source];
    s->worth[source] = -INFINITY;
    for (int k = 0; k < s->sinks; k++) {
        double net = profit_of(s, source, k) - s->price[k];
        s->worth[source] = net > s->worth[source] ? net : s->worth[source];
    }
    while (rest > 0) {
        int sink = find_room(s, source);
        update_duals(s, s->distance[sink]);
        rest -= augment(s, source, sink, rest);
    }
}

void transport_solve(struct transport *t)
{
    size_t sources = (size_t)t->sources + 1, sinks = (size_t)t->sinks + 1;
    struct search s = {
        .t = t,
        .sinks = t->sinks + 1,
        .left = cx_alloc(sinks * sizeof(int64_t)),
        .out = cx_alloc(sources * sizeof(int64_t)),
        .worth = cx_alloc(sources * sizeof(double)),
        .price = cx_alloc(sinks * sizeof(double)),
        .distance = cx_alloc(sinks * sizeof(double)),
        .before = cx_alloc(sinks * sizeof(int)),
        .via = cx_alloc(sources * sizeof(int)),
        .is_done = cx_alloc(sinks * sizeof(bool)),
        .source_distance = cx_alloc(sources * sizeof(double)),
        .reached = cx_alloc(sources * sizeof(int)),
        .closed = cx_alloc(sinks * sizeof(int)),
    };
    for (size_t i = 0; i < (size_t)t->sources * (size_t)t->sinks; i++)
        t->flow[i] = 0;
    for (int k = 0; k < t->sinks; k++)
        s.left[k] = t->room[k];
    s.left[t->sinks] = INT64_MAX;
    for (int i = 0; i < t->sources; i++)
        place(&s, i);
    for (int k = 0; k < t->sinks; k++)
        t->price[k] = s.price[k] > 0 ? s.price[k] : 0;
    free(s.left);
    free(s.out);
    free(s.worth);
    free(s.price);
    free(s.distance);
    free(s.before);
    free(s.via);
    free(s.is_done);
    free(s.source_distance);
    free(s.reached);
    free(s.closed);
}
