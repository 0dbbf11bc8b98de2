/*
 * loadgen: sends allocation messages to a Unix stream socket and prints one line of JSON.
 *
 * usage() below lists the options. The modes:
 *
 *   churn    ALLOC and FREE in turn; each connection keeps --window buffers live
 *   alloc    ALLOC only, each with a new id: the live set grows
 *   mixed    ALLOC, CB_ALLOC, KERNEL_LOAD, FREE, CB_FREE, KERNEL_UNLOAD, over and over
 *   query    QUERY, wait for the answer, repeat; p50_us and p99_us are the round trip
 *   idle     connects and says nothing
 *   garbage  random bytes
 *   half     half a frame, then nothing
 *   qclose   QUERYs whose answers are never read, then close
 *
 * churn, alloc and mixed end with a QUERY per connection and wait for its answer, so that the time
 * printed includes the reading of everything that was sent.
 *
 * Each connection is driven by a thread of its own or, with --own-process, by a process of its own, so
 * that the receiver sees different peer credentials. What the drivers share lies in one shared mapping.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NANOS_PER_SECOND 1000000000ull

enum {
    BUFFER_SIZE = 4096,             /* what every ALLOC says it allocates */
    BUFFER_SPACING = 32,            /* between two buffer ids, which are device addresses */
    STACK_SIZE = 128 * 1024,        /* of a thread: thousands may be idle */
    SHORTEST_SLEEP_NS = 50 * 1000,  /* a shorter one would oversleep by more than its length */
    SOCKET_TIMEOUT_S = 60,          /* a receiver that stopped is an error, not a hang */
    STEPS_PER_OCTAVE = 32,
    HISTOGRAM_STEPS = 40 * STEPS_PER_OCTAVE,
};

enum mode { CHURN, ALLOC, MIXED, QUERY, IDLE, GARBAGE, HALF, QCLOSE, MODES };

static const char *const mode_names[MODES] = {
    "churn", "alloc", "mixed", "query", "idle", "garbage", "half", "qclose",
};

static struct {
    const char *socket_path;
    enum mode mode;
    size_t frame_size;
    int connections;
    uint64_t messages; /* per connection; 0: until the limit */
    int per_send;
    double rate; /* messages/s of all connections together; 0: unpaced */
    uint64_t window;
    int devices;
    double hold_s;
    double limit_s;
    int send_buffer; /* 0: the system's default */
    bool own_process;
    bool final_query;
    bool time_sends;
} options = {
    .socket_path = "/tmp/tt_allocation_server.sock",
    .mode = CHURN,
    .frame_size = MAX_FRAME_SIZE,
    .connections = 1,
    .messages = 100000,
    .per_send = 1,
    .window = 1,
    .devices = 4,
    .send_buffer = 1 << 20,
    .final_query = true,
};

/* Nanoseconds in steps of 1/32 of a power of two, so a value is known to about 3 %. */
struct histogram {
    uint64_t count;
    uint64_t steps[HISTOGRAM_STEPS];
};

struct driver {
    int index;
    int fd;
    int32_t process_id;
    uint64_t sent; /* messages, the final QUERY not among them */
    uint64_t errors;
    bool closed_by_peer;
    uint64_t started_ns;
    uint64_t ended_ns;
    struct frame answer; /* the last one */
    struct histogram latency;
};

static struct shared {
    pthread_barrier_t connected; /* all drivers and the main thread */
    pthread_barrier_t done;
    atomic_bool stop;
    struct driver drivers[];
} *shared;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* ---- Time ---- */

static uint64_t now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * NANOS_PER_SECOND + (uint64_t)time.tv_nsec;
}

static void sleep_ns(uint64_t duration_ns)
{
    struct timespec duration = {
        .tv_sec = (time_t)(duration_ns / NANOS_PER_SECOND),
        .tv_nsec = (long)(duration_ns % NANOS_PER_SECOND),
    };
    nanosleep(&duration, NULL);
}

static size_t histogram_step(uint64_t value)
{
    if (value < STEPS_PER_OCTAVE) {
        return value;
    }
    unsigned octave = 63u - (unsigned)__builtin_clzll(value);
    unsigned shift = octave - 5;
    size_t step = (size_t)(shift + 1) * STEPS_PER_OCTAVE + ((value >> shift) & (STEPS_PER_OCTAVE - 1));
    return step < HISTOGRAM_STEPS ? step : HISTOGRAM_STEPS - 1;
}

/* The lower bound of a step. */
static double histogram_value(size_t step)
{
    if (step < STEPS_PER_OCTAVE) {
        return (double)step;
    }
    unsigned shift = (unsigned)(step / STEPS_PER_OCTAVE) - 1;
    return (double)((uint64_t)(STEPS_PER_OCTAVE + step % STEPS_PER_OCTAVE) << shift);
}

static void histogram_add(struct histogram *histogram, uint64_t value)
{
    histogram->count++;
    histogram->steps[histogram_step(value)]++;
}

static double histogram_quantile(const struct histogram *histogram, double quantile)
{
    uint64_t rank = (uint64_t)(quantile * (double)histogram->count);
    uint64_t seen = 0;
    for (size_t step = 0; step < HISTOGRAM_STEPS; step++) {
        seen += histogram->steps[step];
        if (seen > rank) {
            return histogram_value(step);
        }
    }
    return 0;
}

/* ---- Messages ---- */

/* Ids are unique over all connections: with threads, all of them belong to one process. */
static uint64_t buffer_id(const struct driver *driver, uint64_t number)
{
    return ((uint64_t)(driver->index + 1) << 40) + number * BUFFER_SPACING;
}

/* Writes the head only: what follows it in the send buffer is zero and stays so. */
static inline void compose(struct frame *frame, const struct driver *driver, enum message_type type,
                           uint64_t number)
{
    bool announces = type == MSG_ALLOC || type == MSG_CB_ALLOC || type == MSG_KERNEL_LOAD;
    bool has_size = announces || type == MSG_CB_FREE || type == MSG_KERNEL_UNLOAD;

    frame->type = (uint8_t)type;
    frame->device_id = driver->index % options.devices;
    frame->size = has_size ? BUFFER_SIZE : 0;
    frame->buffer_type = type == MSG_ALLOC ? (uint8_t)(number & 1) : 0;
    frame->process_id = driver->process_id;
    frame->buffer_id = buffer_id(driver, number);
    frame->timestamp = announces ? 1700000000000000000ull + number : 0;
}

static void compose_query(struct frame *frame, const struct driver *driver)
{
    memset(frame, 0, sizeof *frame);
    frame->type = MSG_QUERY;
    frame->device_id = driver->index % options.devices;
}

/* The message number `sequence` of a connection. */
static inline void compose_next(struct frame *frame, const struct driver *driver, uint64_t sequence)
{
    static const enum message_type cycle[] = {
        MSG_ALLOC, MSG_CB_ALLOC, MSG_KERNEL_LOAD, MSG_FREE, MSG_CB_FREE, MSG_KERNEL_UNLOAD,
    };
    enum { CYCLE_LENGTH = sizeof cycle / sizeof cycle[0] };

    if (options.mode == MIXED) {
        compose(frame, driver, cycle[sequence % CYCLE_LENGTH], sequence / CYCLE_LENGTH);
    } else if (options.mode == ALLOC || sequence < options.window) {
        compose(frame, driver, MSG_ALLOC, sequence);
    } else {
        uint64_t since_full = sequence - options.window;
        uint64_t oldest = since_full / 2;
        if (since_full % 2 == 0) {
            compose(frame, driver, MSG_FREE, oldest);
        } else {
            compose(frame, driver, MSG_ALLOC, oldest + options.window);
        }
    }
}

/* ---- Sockets ---- */

static bool connect_driver(struct driver *driver)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(address.sun_path, options.socket_path);

    driver->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (driver->fd < 0) {
        return false;
    }
    struct timeval timeout = {.tv_sec = SOCKET_TIMEOUT_S};
    setsockopt(driver->fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    setsockopt(driver->fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    if (options.send_buffer > 0) {
        setsockopt(driver->fd, SOL_SOCKET, SO_SNDBUF, &options.send_buffer, sizeof options.send_buffer);
    }
    if (connect(driver->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(driver->fd);
        driver->fd = -1;
        return false;
    }
    return true;
}

static void note_failure(struct driver *driver, bool closed)
{
    if (closed) {
        driver->closed_by_peer = true;
    } else {
        driver->errors++;
    }
}

static bool send_all(struct driver *driver, const void *data, size_t length)
{
    const char *position = data;
    while (length > 0) {
        ssize_t sent = send(driver->fd, position, length, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno == EINTR) {
                continue;
            }
            note_failure(driver, errno == EPIPE || errno == ECONNRESET);
            return false;
        }
        position += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool receive_answer(struct driver *driver)
{
    unsigned char bytes[MAX_FRAME_SIZE];
    size_t length = 0;
    while (length < options.frame_size) {
        ssize_t received = recv(driver->fd, bytes + length, options.frame_size - length, 0);
        if (received < 0 && errno == EINTR) {
            continue;
        }
        if (received <= 0) {
            note_failure(driver, received == 0 || errno == ECONNRESET);
            return false;
        }
        length += (size_t)received;
    }
    memcpy(&driver->answer, bytes, sizeof driver->answer);
    if (driver->answer.type != MSG_RESPONSE) {
        driver->errors++;
        return false;
    }
    return true;
}

/* ---- The modes ---- */

static bool more_to_send(const struct driver *driver)
{
    return (options.messages == 0 || driver->sent < options.messages)
           && !atomic_load_explicit(&shared->stop, memory_order_relaxed);
}

/* Sleeps until the time by which this many messages are due; late ones are caught up with. */
static void pace(const struct driver *driver)
{
    double interval_ns = (double)NANOS_PER_SECOND * options.connections / options.rate;
    uint64_t due_ns = driver->started_ns + (uint64_t)((double)driver->sent * interval_ns);
    uint64_t current_ns = now_ns();
    if (due_ns > current_ns + SHORTEST_SLEEP_NS) {
        sleep_ns(due_ns - current_ns);
    }
}

static void send_messages(struct driver *driver, unsigned char *buffer)
{
    while (more_to_send(driver)) {
        uint64_t count = (uint64_t)options.per_send;
        if (options.messages > 0 && options.messages - driver->sent < count) {
            count = options.messages - driver->sent;
        }
        for (uint64_t i = 0; i < count; i++) {
            struct frame *frame = (struct frame *)(void *)(buffer + i * options.frame_size);
            compose_next(frame, driver, driver->sent + i);
        }
        uint64_t begin = options.time_sends ? now_ns() : 0;
        if (!send_all(driver, buffer, count * options.frame_size)) {
            return;
        }
        if (options.time_sends) {
            histogram_add(&driver->latency, now_ns() - begin);
        }
        driver->sent += count;
        if (options.rate > 0) {
            pace(driver);
        }
    }
    if (options.final_query) {
        compose_query((struct frame *)(void *)buffer, driver);
        if (send_all(driver, buffer, options.frame_size)) {
            receive_answer(driver);
        }
    }
}

static void send_queries(struct driver *driver, unsigned char *buffer)
{
    compose_query((struct frame *)(void *)buffer, driver);
    while (more_to_send(driver)) {
        uint64_t begin = now_ns();
        if (!send_all(driver, buffer, options.frame_size) || !receive_answer(driver)) {
            return;
        }
        histogram_add(&driver->latency, now_ns() - begin);
        driver->sent++;
        if (options.rate > 0) {
            pace(driver);
        }
    }
}

static void send_queries_and_close(struct driver *driver, unsigned char *buffer)
{
    compose_query((struct frame *)(void *)buffer, driver);
    while (more_to_send(driver) && send_all(driver, buffer, options.frame_size)) {
        driver->sent++;
    }
    close(driver->fd);
    driver->fd = -1;
}

static void send_garbage(struct driver *driver, unsigned char *buffer)
{
    unsigned seed = (unsigned)driver->index + 1;
    while (more_to_send(driver)) {
        for (size_t i = 0; i < options.frame_size; i++) {
            buffer[i] = (unsigned char)(rand_r(&seed) >> 8);
        }
        if (!send_all(driver, buffer, options.frame_size)) {
            return;
        }
        driver->sent++;
    }
}

static void send_half(struct driver *driver, unsigned char *buffer)
{
    compose((struct frame *)(void *)buffer, driver, MSG_ALLOC, 0);
    if (send_all(driver, buffer, options.frame_size / 2)) {
        driver->sent++;
    }
}

static void run_mode(struct driver *driver)
{
    unsigned char *buffer = calloc((size_t)options.per_send, options.frame_size);
    if (buffer == NULL) {
        fail("calloc");
    }
    switch (options.mode) {
        case CHURN:
        case ALLOC:
        case MIXED:
            send_messages(driver, buffer);
            break;
        case QUERY:
            send_queries(driver, buffer);
            break;
        case QCLOSE:
            send_queries_and_close(driver, buffer);
            break;
        case GARBAGE:
            send_garbage(driver, buffer);
            break;
        case HALF:
            send_half(driver, buffer);
            break;
        default:
            break;
    }
    free(buffer);
}

static void *drive(void *argument)
{
    struct driver *driver = argument;
    driver->process_id = getpid();
    bool connected = connect_driver(driver);
    if (!connected) {
        driver->errors++;
        if (driver->index == 0) {
            perror(options.socket_path); /* once, and not for thousands of connections */
        }
    }
    pthread_barrier_wait(&shared->connected);
    driver->started_ns = now_ns();
    if (connected) {
        run_mode(driver);
    }
    driver->ended_ns = now_ns();
    pthread_barrier_wait(&shared->done);
    return NULL;
}

/* ---- Threads or processes ---- */

static void start_threads(void)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    for (int i = 0; i < options.connections; i++) {
        pthread_t thread;
        errno = pthread_create(&thread, &attributes, drive, &shared->drivers[i]);
        if (errno != 0) {
            fail("pthread_create");
        }
    }
    pthread_attr_destroy(&attributes);
}

/* Children keep their connections open until the other end of this pipe is closed. */
static int start_processes(void)
{
    int release[2];
    if (pipe2(release, O_CLOEXEC) != 0) {
        fail("pipe2");
    }
    pid_t parent = getpid();
    for (int i = 0; i < options.connections; i++) {
        pid_t child = fork();
        if (child < 0) {
            fail("fork");
        }
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) {
                _exit(1);
            }
            close(release[1]);
            drive(&shared->drivers[i]);
            char byte;
            while (read(release[0], &byte, 1) < 0 && errno == EINTR) {
            }
            _exit(0);
        }
    }
    close(release[0]);
    return release[1];
}

static void create_shared(void)
{
    size_t size = sizeof *shared + (size_t)options.connections * sizeof shared->drivers[0];
    shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        fail("mmap");
    }
    pthread_barrierattr_t attributes;
    pthread_barrierattr_init(&attributes);
    pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&shared->connected, &attributes, (unsigned)options.connections + 1);
    pthread_barrier_init(&shared->done, &attributes, (unsigned)options.connections + 1);
    for (int i = 0; i < options.connections; i++) {
        shared->drivers[i].index = i;
        shared->drivers[i].fd = -1;
    }
}

static void on_limit(int signal_number)
{
    (void)signal_number;
    atomic_store(&shared->stop, true);
}

static void start_limit(void)
{
    struct sigaction action = {.sa_handler = on_limit, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval limit = {
        .it_value.tv_sec = (time_t)options.limit_s,
        .it_value.tv_usec = (suseconds_t)((options.limit_s - (double)(time_t)options.limit_s) * 1e6),
    };
    setitimer(ITIMER_REAL, &limit, NULL);
}

/* ---- The result ---- */

static void print_microseconds(const char *name, const struct histogram *latency, double quantile)
{
    if (latency->count == 0) {
        printf(", \"%s\": null", name);
    } else {
        printf(", \"%s\": %.1f", name, histogram_quantile(latency, quantile) / 1e3);
    }
}

static void print_result(void)
{
    static struct histogram latency;
    uint64_t begin_ns = UINT64_MAX;
    uint64_t end_ns = 0;
    uint64_t sent = 0;
    uint64_t errors = 0;
    int closed_by_peer = 0;
    for (int i = 0; i < options.connections; i++) {
        const struct driver *driver = &shared->drivers[i];
        begin_ns = driver->started_ns < begin_ns ? driver->started_ns : begin_ns;
        end_ns = driver->ended_ns > end_ns ? driver->ended_ns : end_ns;
        sent += driver->sent;
        errors += driver->errors;
        closed_by_peer += driver->closed_by_peer;
        if (driver->latency.count > 0) {
            latency.count += driver->latency.count;
            for (size_t step = 0; step < HISTOGRAM_STEPS; step++) {
                latency.steps[step] += driver->latency.steps[step];
            }
        }
    }
    double elapsed_s = (double)(end_ns - begin_ns) / (double)NANOS_PER_SECOND;
    const struct frame *answer = &shared->drivers[0].answer;
    printf("{\"mode\": \"%s\", \"frame_size\": %zu, \"connections\": %d, \"per_send\": %d, "
           "\"messages\": %lu, \"seconds\": %.4f, \"rate\": %.0f, \"errors\": %lu, \"closed_by_peer\": %d",
           mode_names[options.mode], options.frame_size, options.connections, options.per_send, sent,
           elapsed_s, elapsed_s > 0 ? (double)sent / elapsed_s : 0, errors, closed_by_peer);
    print_microseconds("p50_us", &latency, 0.50);
    print_microseconds("p99_us", &latency, 0.99);
    printf(", \"dram_bytes\": %lu, \"l1_bytes\": %lu}\n", answer->dram, answer->l1);
    fflush(stdout);
}

/* ---- Options ---- */

static void usage(FILE *output)
{
    fprintf(output,
            "usage: loadgen [options]\n"
            "  -s, --socket PATH       where to connect (default %s)\n"
            "  -m, --mode MODE         churn, alloc, mixed, query, idle, garbage, half or qclose\n"
            "  -c, --connections N     (default 1)\n"
            "  -n, --messages N        per connection (default 100000); 0: until --limit\n"
            "  -b, --per-send N        messages in one send (default 1)\n"
            "  -z, --frame-size BYTES  72, 112, 128 or 144 (default)\n"
            "  -r, --rate N            messages/s of all connections together (default 0: unpaced)\n"
            "  -w, --window N          live buffers of a connection in churn (default 1)\n"
            "  -d, --devices N         connection i reports device i modulo N (default 4)\n"
            "  -l, --limit SECONDS     stop then, even if messages are left\n"
            "  -H, --hold SECONDS      keep the connections open after the result was printed\n"
            "  -B, --send-buffer BYTES SO_SNDBUF (default 1 MiB, as the client library sets it)\n"
            "  -p, --own-process       a process for each connection instead of a thread\n"
            "  -q, --no-query          do not ask at the end whether everything was read\n"
            "  -t, --time-sends        p50_us and p99_us of each send; costs two clock reads\n",
            options.socket_path);
}

static enum mode parse_mode(const char *name)
{
    for (int mode = 0; mode < MODES; mode++) {
        if (strcmp(name, mode_names[mode]) == 0) {
            return (enum mode)mode;
        }
    }
    fprintf(stderr, "loadgen: unknown mode %s\n", name);
    exit(2);
}

static void parse_options(int argc, char **argv)
{
    static const struct option long_options[] = {
        {"socket", required_argument, NULL, 's'},      {"mode", required_argument, NULL, 'm'},
        {"connections", required_argument, NULL, 'c'}, {"messages", required_argument, NULL, 'n'},
        {"per-send", required_argument, NULL, 'b'},    {"frame-size", required_argument, NULL, 'z'},
        {"rate", required_argument, NULL, 'r'},        {"window", required_argument, NULL, 'w'},
        {"devices", required_argument, NULL, 'd'},     {"limit", required_argument, NULL, 'l'},
        {"hold", required_argument, NULL, 'H'},        {"send-buffer", required_argument, NULL, 'B'},
        {"own-process", no_argument, NULL, 'p'},       {"no-query", no_argument, NULL, 'q'},
        {"time-sends", no_argument, NULL, 't'},        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "s:m:c:n:b:z:r:w:d:l:H:B:pqth", long_options, NULL)) != -1) {
        switch (option) {
            case 's':
                options.socket_path = optarg;
                break;
            case 'm':
                options.mode = parse_mode(optarg);
                break;
            case 'c':
                options.connections = atoi(optarg);
                break;
            case 'n':
                options.messages = strtoull(optarg, NULL, 10);
                break;
            case 'b':
                options.per_send = atoi(optarg);
                break;
            case 'z':
                options.frame_size = (size_t)atol(optarg);
                break;
            case 'r':
                options.rate = atof(optarg);
                break;
            case 'w':
                options.window = strtoull(optarg, NULL, 10);
                break;
            case 'd':
                options.devices = atoi(optarg);
                break;
            case 'l':
                options.limit_s = atof(optarg);
                break;
            case 'H':
                options.hold_s = atof(optarg);
                break;
            case 'B':
                options.send_buffer = atoi(optarg);
                break;
            case 'p':
                options.own_process = true;
                break;
            case 'q':
                options.final_query = false;
                break;
            case 't':
                options.time_sends = true;
                break;
            case 'h':
                usage(stdout);
                exit(0);
            default:
                usage(stderr);
                exit(2);
        }
    }
    bool endless = options.messages == 0 && options.limit_s <= 0;
    bool path_fits = strlen(options.socket_path) < sizeof((struct sockaddr_un *)0)->sun_path;
    if (optind < argc || endless || !path_fits || !is_frame_size((long)options.frame_size)
        || options.connections < 1 || options.per_send < 1 || options.devices < 1 || options.window < 1) {
        usage(stderr);
        exit(2);
    }
}

int main(int argc, char **argv)
{
    parse_options(argc, argv);
    signal(SIGPIPE, SIG_IGN);

    struct rlimit descriptors;
    getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    setrlimit(RLIMIT_NOFILE, &descriptors);

    create_shared();
    int release = -1;
    if (options.own_process) {
        release = start_processes();
    } else {
        start_threads();
    }
    pthread_barrier_wait(&shared->connected);
    if (options.limit_s > 0) {
        start_limit();
    }
    pthread_barrier_wait(&shared->done);
    print_result();

    if (options.hold_s > 0) {
        setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
        sleep_ns((uint64_t)(options.hold_s * (double)NANOS_PER_SECOND));
    }
    if (options.own_process) {
        close(release);
        while (wait(NULL) > 0 || errno == EINTR) {
        }
    }
    return 0;
}
