package cjudge

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// preludeCPP stands in front of functions in C++: classes whose constructors and
// destructors leave a trace, as members, bases, locals, and behind pointers.
const preludeCPP = `#include <ntddk.h>

#define MAX_TRACE 96
ULONG64 TraceLog[MAX_TRACE];
ULONG TraceCount;
LONG Fuel;
LONG Shared = 7;
ULONG Counter;

VOID Trace(ULONG64 Value)
{
    if (TraceCount < MAX_TRACE) {
        TraceLog[TraceCount] = Value;
        TraceCount++;
    }
}

class Guard {
public:
    explicit Guard(LONG id) : id_(id) { Trace((ULONG64)(ULONG)id_); }
    ~Guard() { Trace(1000 + (ULONG64)(ULONG)id_); }
    Guard(const Guard &) = delete;
    Guard &operator=(const Guard &) = delete;
    LONG id() const { return id_; }
    void set(LONG id) { id_ = id; }
private:
    LONG id_;
};

class Pair {
public:
    explicit Pair(LONG a) : first_(a), second_(a + 1), sum_(first_.id() + second_.id()) { Trace((ULONG64)(ULONG)sum_); }
    ~Pair() { Trace(3000); }
    LONG sum() const { return sum_; }
    Guard &first() { return first_; }
private:
    Guard first_;
    Guard second_;
    LONG sum_ = 4;
    LONG unset_ = 9;
};

class Base {
public:
    Base(LONG v) : v_(v) { Trace(50); }
    ~Base() { Trace(60); }
    LONG get() const { return v_; }
    LONG add(LONG n) { return v_ + n; }
    LONG add(LONG n, LONG m) { return v_ + n * m; }
protected:
    LONG v_;
};

class Derived : public Base {
public:
    Derived(LONG v) : Base(v + 1), g_(v) { Trace(70); }
    ~Derived() { Trace(80); }
    LONG twice(LONG more = 2) { return v_ * 2 + more; }
private:
    Guard g_;
};

class Shape {
public:
    explicit Shape(LONG v) : v_(v) { Trace(100 + (ULONG64)(ULONG)area()); }
    virtual ~Shape() { Trace(200 + (ULONG64)(ULONG)area()); }
    virtual LONG area() const { return v_; }
    virtual LONG scale(LONG n) { v_ *= n; return area(); }
    virtual LONG scale(LONG n, LONG m) { v_ += n - m; return area(); }
    LONG twice() const { return area() * 2; }
protected:
    LONG v_;
};

struct Named {
    virtual LONG name() const = 0;
    virtual ~Named() { Trace(300); }
    LONG tag = 5;
};

class Square : public Shape, public Named {
public:
    explicit Square(LONG v) : Shape(v), g_(v) {}
    LONG area() const override { return v_ * v_; }
    LONG name() const override { return tag + v_; }
private:
    Guard g_;
};

class Cube final : public Square {
public:
    explicit Cube(LONG v) : Square(v + 1) { tag = 6; }
    ~Cube() override { Trace(400 + (ULONG64)(ULONG)twice()); }
    LONG scale(LONG n) override { return Square::scale(n) + 1; }
    LONG name() const override { return 7; }
};

static LONG Measure(Shape &s, const Named *n)
{
    return s.area() + (n ? n->name() : 1);
}

static Shape *Make(LONG a)
{
    switch (a & 3) {
    case 0: return new Shape(a);
    case 1: return new Square(a);
    case 2: return new Cube(a);
    }
    return nullptr;
}

template <class T> T Largest(T a, T b) { return a > b ? a : b; }

template <typename T, typename F> LONG Each(T from, T to, F f)
{
    LONG sum = 0;
    for (T i = from; i < to; i++) sum += f((LONG)i);
    return sum;
}

template <class T> class Owner {
public:
    explicit Owner(T *p = nullptr) : p_(p) {}
    ~Owner() { reset(); }
    void reset(T *p = nullptr)
    {
        if (p_ != nullptr) {
            delete p_;
        }
        p_ = p;
    }
    T *release() { T *p = p_; p_ = nullptr; return p; }
    T *get() const { return p_; }
    T *operator->() const { return p_; }
    explicit operator bool() const { return p_ != nullptr; }
private:
    T *p_;
};

template <typename F> class ScopeExit {
public:
    explicit ScopeExit(F f) : f_(f), armed_(true) {}
    ~ScopeExit() { if (armed_) f_(); }
    void release() { armed_ = false; }
private:
    F f_;
    bool armed_;
};

struct Lock {
    explicit Lock(LONG &n) : n_(n) { n_++; Counter++; }
    ~Lock() { n_--; Trace(90); }
    LONG &n_;
};

namespace util {
struct Range { LONG from, to; };
static LONG clamp(LONG v, LONG most = 9) { return v > most ? most : v; }
static LONG count(const Range &r) { return r.to - r.from; }
}

static LONG Early(LONG a)
{
    Guard g(a);
    if (a > 3) return g.id();
    Pair p(a);
    for (LONG i = 0; i < 3; i++) {
        Guard in(i);
        if (i == a) continue;
        if (i > a) return p.sum();
    }
    return p.first().id();
}
`

// NewCPP draws a program of n functions in C++.
func NewCPP(seed uint64, n int) Program {
	p := Program{CPP: true}
	for i := range n {
		w := &writerCPP{writer: writer{r: rand.New(rand.NewPCG(seed, uint64(i)))}}
		p.Functions = append(p.Functions, w.function(i))
	}
	p.Text = preludeCPP + classesCPP + strings.Join(p.Functions, "")
	return p
}

// A writerCPP draws one function in C++.
type writerCPP struct {
	writer
	objects int
	guards  []string // objects of the class Guard in scope
}

func (w *writerCPP) function(i int) string {
	fmt.Fprintf(&w.out, "\nVOID F%d(LONG a, ULONG b)\n{\n", i)
	w.body(4+w.r.IntN(5), 3)
	w.line("Trace((ULONG64)(ULONG)a + b);")
	w.out.WriteString("}\n")
	return w.out.String()
}

func (w *writerCPP) name(of string) string {
	w.objects++
	return fmt.Sprintf("%s%d", of, w.objects)
}

// body draws statements; the objects among them go out of scope behind it.
func (w *writerCPP) body(n, nest int) {
	guards := len(w.guards)
	for range n {
		w.statement(nest)
	}
	w.guards = w.guards[:guards]
}

func (w *writerCPP) number() string {
	if len(w.guards) > 0 && w.chance(30) {
		return w.guards[w.r.IntN(len(w.guards))] + ".id()"
	}
	return w.one("a", "(LONG)b", "1", "5", "a + 2", "(LONG)(b & 7)", "util::clamp(a)", "util::clamp((LONG)b, 4)", "-a", "Shared")
}

func (w *writerCPP) test() string {
	return fmt.Sprintf("%s %s %s", w.number(), w.one("<", ">", "==", "!="), w.number())
}

func (w *writerCPP) statement(nest int) {
	if nest > 0 && w.chance(40) {
		w.nested(nest - 1)
		return
	}
	w.pick(w.object, w.object, w.object, w.guard, w.effect, w.effect, w.use, w.use, w.use, w.jump, w.jump)
}

// object draws an object whose destructor runs where its scope is left.
func (w *writerCPP) object() {
	switch w.r.IntN(11) {
	case 8:
		n := w.name("s")
		w.line("%s %s(%s);", w.one("Square", "Cube"), n, w.number())
		w.line("Shape *b%s = &%s;", n, n)
		w.line("%s", w.one("a = Measure("+n+", &"+n+");", "a += b"+n+"->scale(2);", "Trace((ULONG64)(ULONG)b"+n+"->scale(a & 7, 2));", "{ Named &m = "+n+"; a = m.name() + static_cast<"+"Square &>(m).twice(); }"))
	case 9, 10:
		n := w.name("m")
		w.line("Shape *%s = Make(%s);", n, w.number())
		w.line("if (%s != nullptr) {", n)
		w.line("    %s", w.one("a = "+n+"->area();", "a = "+n+"->scale(3);", "Trace((ULONG64)(ULONG)"+n+"->twice());", "b = (ULONG)Measure(*"+n+", nullptr);"))
		w.line("}")
		w.line("delete %s;", n)
	case 0, 1:
		n := w.name("g")
		w.line("Guard %s%s;", n, w.one("("+w.number()+")", "{ "+w.number()+" }"))
		w.guards = append(w.guards, n)
	case 2:
		n := w.name("p")
		w.line("Pair %s(%s);", n, w.number())
		w.line("%s.first().set(%s);", n, w.number())
	case 3:
		n := w.name("d")
		w.line("Derived %s(%s);", n, w.number())
		w.line("a = %s.%s;", n, w.one("get()", "twice()", "twice(a)", "add(2)", "add(a, 3)"))
	case 4:
		n := w.name("o")
		w.line("Owner<Guard> %s(new Guard(%s));", n, w.number())
		w.line("%s", w.one(n+".reset();", n+".reset(new Guard(3));", n+"->set(8);", "if ("+n+") a++;", "delete "+n+".release();"))
	case 5:
		w.line("Lock %s(%s);", w.name("l"), w.one("a", "Shared"))
	case 6:
		n := w.name("n")
		w.line("Pair *%s = new Pair(%s);", n, w.number())
		w.line("Trace((ULONG64)(ULONG)%s->sum());", n)
		w.line("delete %s;", n)
	case 7:
		n := w.name("r")
		w.line("util::Range %s{ %s, %s };", n, w.number(), w.number())
		w.line("Trace((ULONG64)(ULONG)util::count(%s));", n)
	}
}

// guard draws a scope guard: a lambda that runs where the scope is left.
func (w *writerCPP) guard() {
	n := w.name("exit")
	w.line("auto f%s = [&]() { Trace(500 + (ULONG64)(ULONG)a); a++; };", n)
	w.line("ScopeExit<decltype(f%s)> %s(f%s);", n, n, n)
	if w.chance(30) {
		w.line("if (%s) %s.release();", w.test(), n)
	}
}

func (w *writerCPP) effect() {
	w.line("%s", w.one(
		"a += 3;", "b ^= 5;", "Shared--;", "Trace((ULONG64)(ULONG)a);", "Trace(b);", "a = Early(a);", "Trace((ULONG64)(ULONG)Early((LONG)(b & 3)));",
		"{ LONG &r = a; r -= 2; }", "auto "+w.name("v")+" = a + 1; Trace((ULONG64)(ULONG)"+fmt.Sprintf("v%d", w.objects)+");",
		"a = Largest(a, 3);", "b = Largest<ULONG>(b, 4);", "a = Each(0, 3, [a](LONG n) { return a + n; });", "Trace((ULONG64)(ULONG)Each<ULONG>(0, b & 3, [&](LONG n) { Guard t(n); return n * 2; }));",
		"{ Guard t(2); a = t.id(); }", "if (Guard t(a); t.id() > 2) { Trace(41); } else { Trace(42); }",
		"{ LONG xs[] = { 1, a, 3 }; for (LONG x : xs) Trace((ULONG64)(ULONG)x); }",
		"{ auto add = [a](LONG n) { return a + n; }; b += (ULONG)add(2); }"))
}

// use draws what is done with objects that are owned, moved or counted.
func (w *writerCPP) use() { w.line("{ %s }", w.one(uses...)) }

// jump draws a way out of the scopes around.
func (w *writerCPP) jump() {
	ways := []string{"return;"}
	if w.loops > 0 {
		ways = append(ways, "break;", "break;", "continue;", "continue;")
	}
	w.line("if (%s) %s", w.test(), w.one(ways...))
}

func (w *writerCPP) nested(nest int) {
	within := func(n int) {
		w.depth++
		w.body(n, nest)
		w.depth--
	}
	n := 1 + w.r.IntN(3)
	switch w.r.IntN(5) {
	case 0:
		w.line("{")
		within(n)
		w.line("}")
	case 1:
		w.line("if (%s) {", w.test())
		within(n)
		w.line("} else {")
		within(1)
		w.line("}")
	case 2:
		w.loops++
		w.line("for (LONG i = 0; i < %d && Fuel-- > 0; i++) {", 1+w.r.IntN(3))
		within(n)
		w.line("}")
		w.loops--
	case 3:
		w.loops++
		w.line("while (%s && Fuel-- > 0) {", w.test())
		within(n)
		w.line("}")
		w.loops--
	case 4:
		w.line("switch (b & 3) {")
		for i := range 3 {
			w.line("case %d: {", i)
			within(1)
			w.line("}")
			if w.chance(60) {
				w.line("break;")
			}
		}
		w.line("}")
	}
}
