package wdm_test

import (
	"sync"
	"testing"

	. "github.com/wskvet/wskvet/wdm"
)

func TestRunOnceExecuteOnce(t *testing.T) {
	var once RTL_RUN_ONCE
	var calls int
	results := []uint32{0, 1}
	initFn := func(_ *RTL_RUN_ONCE, parameter any, context *any) uint32 {
		result := results[calls]
		calls++
		*context = parameter
		return result
	}
	steps := []struct {
		parameter string
		status    NTSTATUS
		context   any
		calls     int
	}{
		{"fails", STATUS_UNSUCCESSFUL, nil, 1},
		{"succeeds", STATUS_SUCCESS, "succeeds", 2},
		{"too late", STATUS_SUCCESS, "succeeds", 2},
	}
	for i, step := range steps {
		var context any
		status := RtlRunOnceExecuteOnce(&once, initFn, step.parameter, &context)
		if status != step.status || context != step.context || calls != step.calls {
			t.Errorf("step %d: status %#x, context %v, %d calls; want %#x, %v, %d", i, uint32(status), context, calls, uint32(step.status), step.context, step.calls)
		}
	}
	RtlRunOnceInitialize(&once)
	if status := RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, nil); status != STATUS_UNSUCCESSFUL {
		t.Errorf("after RtlRunOnceInitialize the check says %#x", uint32(status))
	}
}

// Callers that come while another initializes wait for it and see its data; its
// first attempt fails, so that one of them has to try again.
func TestRunOnceThreads(t *testing.T) {
	const threads = 8
	var once RTL_RUN_ONCE
	var attempts, failures int32
	var running int32
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			var context any
			status := RtlRunOnceExecuteOnce(&once, func(_ *RTL_RUN_ONCE, _ any, context *any) uint32 {
				if InterlockedIncrement(&running) != 1 {
					t.Error("two callers initialize")
				}
				defer InterlockedDecrement(&running)
				*context = "data"
				return uint32(InterlockedIncrement(&attempts) - 1)
			}, nil, &context)
			if status == STATUS_UNSUCCESSFUL {
				InterlockedIncrement(&failures)
			} else if status != STATUS_SUCCESS || context != "data" {
				t.Errorf("status %#x, context %v", uint32(status), context)
			}
		})
	}
	wg.Wait()
	if attempts != 2 || failures != 1 {
		t.Errorf("%d attempts and %d failures, want 2 and 1", attempts, failures)
	}
}

func TestRunOnceBeginComplete(t *testing.T) {
	begin := func(flags uint32) func(*RTL_RUN_ONCE) NTSTATUS {
		return func(o *RTL_RUN_ONCE) NTSTATUS { return RtlRunOnceBeginInitialize(o, flags, nil) }
	}
	complete := func(flags uint32) func(*RTL_RUN_ONCE) NTSTATUS {
		return func(o *RTL_RUN_ONCE) NTSTATUS { return RtlRunOnceComplete(o, flags, nil) }
	}
	const check, async, failed = RTL_RUN_ONCE_CHECK_ONLY, RTL_RUN_ONCE_ASYNC, RTL_RUN_ONCE_INIT_FAILED
	type step struct {
		call func(*RTL_RUN_ONCE) NTSTATUS
		want NTSTATUS
	}
	tests := []struct {
		name  string
		steps []step
	}{
		{"one caller", []step{
			{begin(check), STATUS_UNSUCCESSFUL},
			{complete(0), STATUS_UNSUCCESSFUL},
			{begin(0), STATUS_PENDING},
			{begin(check), STATUS_UNSUCCESSFUL},
			{complete(0), STATUS_SUCCESS},
			{complete(0), STATUS_UNSUCCESSFUL},
			{begin(check), STATUS_SUCCESS},
			{begin(0), STATUS_SUCCESS},
			{begin(async), STATUS_SUCCESS},
		}},
		{"failure", []step{
			{complete(failed), STATUS_UNSUCCESSFUL},
			{begin(0), STATUS_PENDING},
			{complete(failed), STATUS_SUCCESS},
			{begin(check), STATUS_UNSUCCESSFUL},
			{begin(0), STATUS_PENDING},
		}},
		{"race", []step{
			{begin(async), STATUS_PENDING},
			{begin(async), STATUS_PENDING},
			{begin(0), STATUS_INVALID_PARAMETER},
			{complete(0), STATUS_UNSUCCESSFUL},
			{complete(async), STATUS_SUCCESS},
			{complete(async), STATUS_UNSUCCESSFUL},
			{begin(check), STATUS_SUCCESS},
		}},
		{"mixed", []step{
			{begin(0), STATUS_PENDING},
			{begin(async), STATUS_INVALID_PARAMETER},
			{complete(async), STATUS_UNSUCCESSFUL},
		}},
		{"flags", []step{
			{begin(check | async), STATUS_INVALID_PARAMETER_2},
			{complete(failed | async), STATUS_INVALID_PARAMETER_2},
		}},
	}
	for _, test := range tests {
		var once RTL_RUN_ONCE
		for i, step := range test.steps {
			if got := step.call(&once); got != step.want {
				t.Errorf("%s, step %d: %#x, want %#x", test.name, i, uint32(got), uint32(step.want))
			}
		}
	}
}
