package cjudge

// classesCPP stands in front of functions in C++, too: classes that own something, which
// they move or count, and what hands them on by value.
const classesCPP = `
namespace std_ {
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> constexpr typename remove_reference<T>::type &&move(T &&t) noexcept { return static_cast<typename remove_reference<T>::type &&>(t); }
template <class T> constexpr T &&forward(typename remove_reference<T>::type &t) noexcept { return static_cast<T &&>(t); }
}
inline void *operator new(size_t, void *p) noexcept { return p; }

class Handle {
public:
    Handle() = default;
    explicit Handle(LONG id) : id_(id) { Trace(2000 + (ULONG64)(ULONG)id); Counter++; }
    Handle(Handle &&other) noexcept : id_(other.id_) { other.id_ = 0; }
    Handle &operator=(Handle &&other) noexcept
    {
        if (this != &other) {
            close();
            id_ = other.id_;
            other.id_ = 0;
        }
        return *this;
    }
    Handle(const Handle &) = delete;
    ~Handle() { close(); }
    void close()
    {
        if (id_ != 0) {
            Trace(2100 + (ULONG64)(ULONG)id_);
            id_ = 0;
        }
    }
    LONG detach() { LONG id = id_; id_ = 0; return id; }
    LONG *put() { close(); return &id_; }
    auto get() const { return id_; }
    explicit operator bool() const { return id_ != 0; }
    bool operator!() const { return id_ == 0; }
    bool operator==(const Handle &o) const { return id_ == o.id_; }
private:
    LONG id_ = 0;
};

static Handle Open(LONG a)
{
    if (a < 0) return {};
    return Handle(a + 1);
}
static Handle OpenNamed(LONG a)
{
    Handle h(a);
    Guard g(1);
    if (a == 3) return h;
    if (h) Trace(2200);
    return h;
}
static LONG Use(const Handle &h) { return h.get() + 1; }
static LONG Take(Handle h) { return h.get() + 2; }
static LONG Sink(Handle &&h) { Handle mine(std_::move(h)); return mine.get(); }

class Counted {
public:
    explicit Counted(LONG v) : v_(v) { Trace(2300); }
    Counted(const Counted &o) : v_(o.v_ + 1) { Trace(2301); }
    Counted &operator=(const Counted &o) { v_ = o.v_ + 10; Trace(2302); return *this; }
    ~Counted() { Trace(2303 + (ULONG64)(ULONG)v_); }
    LONG v_;
};
static LONG ByValue(Counted c) { c.v_++; return c.v_; }

struct Point { LONG x, y; LONG len() const { return x + y; } LONG scaled(LONG n) { x *= n; return x; } };
static Point MakePoint(LONG a) { return { a, a + 1 }; }
static Point operator+(const Point &a, const Point &b) { return { a.x + b.x, a.y + b.y }; }
static bool operator==(const Point &a, const Point &b) { return a.x == b.x && a.y == b.y; }

struct Vec {
    LONG items[3] = { 4, 5, 6 };
    LONG *begin() { return items; }
    LONG *end() { return items + 3; }
    LONG &operator[](LONG i) { return items[i % 3 < 0 ? 0 : i % 3]; }
    LONG operator()(LONG a) const { return items[0] + a; }
    Vec &operator++() { items[0]++; return *this; }
    Vec &operator+=(LONG n) { items[1] += n; return *this; }
};


static auto Twice(LONG a) { return a * 2; }
static auto *First(Vec &v) { return &v.items[0]; }
typedef LONG (*Op)(LONG);
static LONG Inc(LONG a) { return a + 1; }
static LONG Dec(LONG a) { return a - 1; }
static Op const Ops[] = { Inc, Dec, nullptr };
static LONG RunOps(const Op *from, const Op *to, LONG a)
{
    for (const Op *p = from; p != to; ++p)
        if (*p) a = (**p)(a);
    return a;
}
static Op Choose(bool up) { return up ? Inc : Dec; }

namespace tcp { class Socket { public: Socket(LONG v) : v_(v) { Trace(2400); } ~Socket() { Trace(2401); } LONG get() { return v_; } private: LONG v_; };
static LONG port(LONG a) { return a + 80; } namespace v6 { static LONG port(LONG a) { return a + 86; } } static LONG both(LONG a) { return port(a) + v6::port(a); } }
namespace udp { class Socket { public: Socket(LONG v) : v_(v) { Trace(2402); } ~Socket() { Trace(2403); } LONG get() { return v_ * 2; } private: LONG v_; };
static LONG port(LONG a) { return a + 53; } static LONG both(LONG a) { return port(a); } }

enum class Mode : LONG { Off, On = 4, Auto };
struct Config { static LONG count; static LONG next() { return ++count; } Mode mode = Mode::On; Point at{ 1, 2 }; };
LONG Config::count = 0;
class Chain { public: Chain(LONG a) : Chain(a, 2) { Trace(2500); } Chain(LONG a, LONG b) : g_(a), b_(b) {} LONG b() const { return b_; } private: Guard g_; LONG b_; };
class Heir : public Base { public: using Base::Base; LONG more() { return get() + 1; } };
`

// uses are what functions do with them, each in a block of its own.
var uses = []string{
	"auto h = Open(a); if (h) a = h.get();",
	"auto h = Handle(a); a = h.detach();",
	"Handle h = OpenNamed(a); Trace((ULONG64)(ULONG)h.get());",
	"Handle h(a); Handle k(std_::move(h)); Trace(k ? 1 : 2); Trace(!h ? 3 : 4);",
	"Handle h(a); h = Open(2); Trace((ULONG64)(ULONG)h.get());",
	"Handle h; *h.put() = 7; if (auto k = Open(a)) { Trace(1); } else { Trace(2); }",
	"a = Use(Handle(3)); Trace(5);",
	"Handle{ a }; Trace(6);",
	"Guard(4); Trace(6);",
	"Trace((ULONG64)(ULONG)Guard(8).id()); Trace(9);",
	"a = Take(Open(4)); Trace(7);",
	"Handle h(a); a = Take(std_::move(h)); Trace(7);",
	"Handle h(a); a = Sink(std_::move(h)); Trace(7); Trace((ULONG64)(ULONG)a);",
	"while (Use(Handle(1)) < a && Fuel-- > 0) { a -= 2; }",
	"Counted c(1); Counted d = c; Counted e(d); c = e; Trace((ULONG64)(ULONG)c.v_);",
	"Counted c(2); a = ByValue(c); Trace((ULONG64)(ULONG)a);",
	"auto [x, y] = MakePoint(a); Trace((ULONG64)(ULONG)(x * y));",
	"Point p{ a, 2 }; auto &[x, y] = p; x += 2; a = p.len();",
	"Point p = MakePoint(a) + Point{ 1, 2 }; a = p.len(); if (p == MakePoint(2)) Trace(3);",
	"Vec v; for (LONG x : v) Trace((ULONG64)(ULONG)x); for (LONG &x : v) x++; a = v[1] + v(2); ++v; v += 3; v[2] = 9; for (auto x : v) Trace((ULONG64)(ULONG)x);",
	"a = Twice(a) + *First(*new Vec);",
	"a = RunOps(Ops, Ops + 3, a) + Choose(a > 2)(a);",
	"Op op = Ops[1]; Op *pp = &op; *pp = Inc; a = (*pp)(a);",
	"char mem[sizeof(Guard)]; Guard *g = new (mem) Guard(a); Trace((ULONG64)(ULONG)g->id()); g->~Guard();",
	"Mode m = a > 2 ? Mode::Auto : Mode::Off; switch (m) { case Mode::Off: Trace(1); break; case Mode::Auto: Trace((ULONG64)m); break; default: break; }",
	"Config c; Trace((ULONG64)c.mode); Trace((ULONG64)Config::next()); Trace((ULONG64)(ULONG)c.at.len()); Config::count = 0;",
	"Chain c(a); a = c.b();",
	"Heir h(a); a = h.more();",
	"Guard gs[2] = { Guard(1), Guard(2) }; Trace((ULONG64)(ULONG)gs[1].id());",
	"LONG n = 3; auto f = [n, m = a + 1]() mutable { n++; return n + m; }; a = f() + f(); Trace((ULONG64)(ULONG)n);",
	"Op op = [](LONG x) { return x * 3; }; a = op(a);",
	"Handle h(3); auto f = [k = std_::move(h)]() { return k.get(); }; a = f();",
	"const Guard &g = Guard(a); Trace((ULONG64)(ULONG)g.id());",
	"const Handle &g = Open(a); Trace((ULONG64)(ULONG)g.get());",
	"if constexpr (sizeof(LONG) == 4) Trace(1); else Trace(2);",
	"switch (LONG k = a & 3; k) { case 1: { Guard g(k); break; } default: Trace((ULONG64)(ULONG)k); }",
	"Handle h = a > 2 ? Open(5) : Handle(a); Trace((ULONG64)(ULONG)h.get());",
	"static Guard once(3); once.set(a); Trace((ULONG64)(ULONG)once.id());",
	"Owner<Handle> o(new Handle(a)); if (o && *o.get()) Trace(3); o.reset();",
	"tcp::Socket s(a); udp::Socket t(a); a = s.get() + t.get() + tcp::port(a) + udp::port(a) + tcp::both(1) + udp::both(1) + tcp::v6::port(2);",
	"for (LONG i = 0; i < 4; i++) { while (auto h = Open(a - i)) { a -= 3; if (a == 1) continue; if (a < 0) break; Trace(4); } }",
	"if (auto h = Open(a); h) { Trace((ULONG64)(ULONG)h.get()); } else if (Counted c(a); c.v_ > 1) Trace(5);",
}
