//! The target of `crates/readers` that `DETENTE_TARGET` names, under libFuzzer.
//!
//! One binary for all of them, for each would hold every reader anyway: the tables of the instrumentation keep them.
//! With `DETENTE_SEEDS` set to a folder, it begins by writing the target's seeds there.

#![no_main]

use std::alloc::System;
use std::sync::LazyLock;

use cap::Cap;
use libfuzzer_sys::fuzz_target;
use readers::Target;

/// What a reader may allocate at most, whatever it is given: an allocation beyond this ends the process, which is
/// reported like a panic. libFuzzer's own limit needs a sanitizer.
const HEAP_BYTES_MAX: usize = 256 << 20;

#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, HEAP_BYTES_MAX);

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("DETENTE_TARGET").expect("DETENTE_TARGET names a target");
    *readers::named(&name).expect("there is a target of this name")
});

fuzz_target!(init: write_seeds(), |bytes: &[u8]| (TARGET.run)(bytes));

fn write_seeds() {
    let Some(folder) = std::env::var_os("DETENTE_SEEDS") else {
        return;
    };
    for (number, seed) in (TARGET.seeds)().iter().enumerate() {
        let path = std::path::Path::new(&folder).join(format!("seed-{number}"));
        std::fs::write(path, seed).expect("the folder of seeds can be written to");
    }
}
