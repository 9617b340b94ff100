// SPDX-License-Identifier: Apache-2.0
//
// Viewers of a stream by the thousand, on one thread. They connect to 127.0.0.1:PORT, ask for PATH and read. A message is
// a text MARK followed by a number; for each one the time is told at which the last viewer had it.
//
//     stream-viewers PORT PATH COUNT STUCK
//
// STUCK of them read nothing after the head of the answer. Lines on standard output: "open N" once all are open,
// "message NUMBER FIRST LAST VIEWERS" (microseconds of the monotonic clock) when all have it or, after two seconds,
// those that do; "closed N" when viewers were cut. A line on standard input ends it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { messages_max = 4096, mark_length = 5, burst = 200 };
static const char mark[] = "MARK:";

// How far a viewer has read: part of the mark, then digits of a number, so that a message may come in pieces.
typedef struct {
    int fd;
    int is_open;
    int is_stuck;
    int matched;
    int in_number;
    long number;
} viewer;

static long first_at[messages_max], last_at[messages_max];
static int seen[messages_max], is_told[messages_max];
static int listening, stuck, closed;

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static void tell(long number) {
    is_told[number] = 1;
    printf("message %ld %ld %ld %d\n", number, first_at[number], last_at[number], seen[number]);
    fflush(stdout);
}

static void count(long number, long at) {
    if (number < 0 || number >= messages_max) return;
    if (seen[number]++ == 0) first_at[number] = at;
    last_at[number] = at;
    if (seen[number] == listening - closed && !is_told[number]) tell(number);
}

static void read_text(viewer *v, const char *text, ssize_t length, long at) {
    for (ssize_t i = 0; i < length; i++) {
        if (v->in_number) {
            if (text[i] >= '0' && text[i] <= '9') {
                v->number = v->number * 10 + text[i] - '0';
                continue;
            }
            count(v->number, at);
            v->in_number = v->matched = 0;
        }
        if (text[i] == mark[v->matched]) {
            if (++v->matched == mark_length) {
                v->in_number = 1;
                v->number = 0;
            }
        } else {
            v->matched = text[i] == mark[0];
        }
    }
}

static int open_one(viewer *v, int poll, int port, const char *path) {
    v->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (v->fd < 0) return -1;
    if (v->is_stuck) {
        int small = 4096;
        setsockopt(v->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(v->fd, (struct sockaddr *)&address, sizeof address) < 0) return -1;
    char request[256];
    int length = snprintf(
        request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n", path);
    if (write(v->fd, request, length) != length) return -1;
    fcntl(v->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = v};
    return epoll_ctl(poll, EPOLL_CTL_ADD, v->fd, &event);
}

static void close_one(viewer *v) {
    close(v->fd);
    if (v->fd >= 0 && !v->is_stuck) closed++;
    if (v->is_stuck) stuck--;
    v->fd = -1;
    printf("closed %d stuck %d\n", closed, stuck);
    fflush(stdout);
}

// Reads what there is; returns how many answers began by it.
static int hear(viewer *v, unsigned events, int poll, long at) {
    static char text[65536];
    if (v->is_open && v->is_stuck) {
        if (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) close_one(v);
        return 0;
    }
    int began = 0;
    for (;;) {
        ssize_t length = read(v->fd, text, sizeof text);
        if (length <= 0) {
            if (length == 0 || (errno != EAGAIN && errno != EINTR)) close_one(v);
            return began;
        }
        if (!v->is_open) {
            if (memcmp(text, "HTTP/1.1 200", 12) != 0) {
                fprintf(stderr, "refused: %.40s\n", text);
                exit(1);
            }
            v->is_open = began = 1;
            if (v->is_stuck) {
                struct epoll_event event = {.events = EPOLLRDHUP, .data.ptr = v};
                epoll_ctl(poll, EPOLL_CTL_MOD, v->fd, &event);
                return began;
            }
        }
        read_text(v, text, length, at);
        if (length < (ssize_t)sizeof text) return began;
    }
}

int main(int argc, char **argv) {
    if (argc != 5) return 64;
    int port = atoi(argv[1]), wanted = atoi(argv[3]);
    stuck = atoi(argv[4]);
    listening = wanted - stuck;
    viewer *viewers = calloc(wanted, sizeof *viewers);
    int poll = epoll_create1(0);
    struct epoll_event input = {.events = EPOLLIN, .data.ptr = NULL}, ready[512];
    epoll_ctl(poll, EPOLL_CTL_ADD, STDIN_FILENO, &input);
    int asked = 0, open = 0;
    long swept = now();
    for (;;) {
        // So many at a time that the queue of the listening socket takes them.
        while (asked < wanted && asked - open < burst) {
            viewers[asked].is_stuck = stuck && asked % (wanted / stuck) == 0 && asked / (wanted / stuck) < stuck;
            if (open_one(&viewers[asked], poll, port, argv[2]) < 0) {
                fprintf(stderr, "viewer %d: %s\n", asked, strerror(errno));
                return 1;
            }
            asked++;
        }
        int count = epoll_wait(poll, ready, 512, 200);
        long at = now();
        for (int i = 0; i < count; i++) {
            viewer *v = ready[i].data.ptr;
            if (v == NULL) return 0;
            if (v->fd < 0) continue;
            int began = hear(v, ready[i].events, poll, now());
            open += began;
            if (began && open == wanted) {
                printf("open %d\n", open);
                fflush(stdout);
            }
        }
        if (at - swept < 200000) continue;
        swept = at;
        for (int n = 0; n < messages_max; n++)
            if (seen[n] && !is_told[n] && at - last_at[n] > 2000000) tell(n);
    }
}
