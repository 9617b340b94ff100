// libcurl sets its options through a variadic function, which Swift cannot call: here is one function for each type.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <string.h>

// Bytes on their way to the server, and how far the conversation came.
typedef struct {
    const unsigned char *next;
    size_t left;
    // Whether the recipient was named, so that a refusal from here on is one of this message.
    int recipient_was_named;
} curl_outgoing;

static inline CURLcode curl_start(void) { return curl_global_init(CURL_GLOBAL_ALL); }

static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline size_t curl_take(char *buffer, size_t size, size_t count, void *source) {
    curl_outgoing *outgoing = (curl_outgoing *)source;
    size_t taken = size * count < outgoing->left ? size * count : outgoing->left;
    memcpy(buffer, outgoing->next, taken);
    outgoing->next += taken;
    outgoing->left -= taken;
    return taken;
}

static inline size_t curl_drop(char *bytes, size_t size, size_t count, void *unused) {
    (void)bytes;
    (void)unused;
    return size * count;
}

static inline int curl_follow(CURL *handle, curl_infotype type, char *bytes, size_t count, void *target) {
    (void)handle;
    if (type == CURLINFO_HEADER_OUT && count >= 4 && strncmp(bytes, "RCPT", 4) == 0) {
        ((curl_outgoing *)target)->recipient_was_named = 1;
    }
    return 0;
}

// What the server says is read and dropped; without this libcurl would write it to the standard output.
static inline void curl_ignore_answer(CURL *handle) {
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, curl_drop);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, curl_drop);
}

// Sends these bytes as an upload and notes how far the conversation comes.
static inline void curl_set_outgoing(CURL *handle, curl_outgoing *outgoing) {
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, curl_take);
    curl_easy_setopt(handle, CURLOPT_READDATA, outgoing);
    curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)outgoing->left);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, curl_follow);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, outgoing);
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
}

static inline long curl_answer_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}
