#!/bin/sh
# Builds the firmware's ELF files into a directory, from the sources beside this
# script. The same compiler gives the same bytes: no time, path or build number
# goes in. Debian 12's gcc-arm-none-eabi 12.2.1 made the committed ones.
#
# ONLY=cortex-m4f builds that alone. DEBUG=1 keeps line numbers, for exec --profile and debuggers; the code is the
# same.
set -eu
export LC_ALL=C # the order of files
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"

flags="-std=c11 -mthumb -O2 -ffp-contract=off -fno-fast-math -ffreestanding
 -fno-tree-loop-distribute-patterns -falign-loops=4 -Wall -Wextra -Werror -nostdlib -nostartfiles"

if [ -n "${DEBUG:-}" ]; then
	flags="$flags -g -ffile-prefix-map=$PWD=."
	strip=
else
	strip=,--strip-debug
fi
hardware=src/hw_replay.c

build() { # name, address of flash, bytes of stack, flags of the core
	name=$1 flash=$2 stack=$3
	shift 3
	case ${ONLY:-$name} in $name) ;; *) return 0 ;; esac
	# shellcheck disable=SC2086 # lists of flags
	arm-none-eabi-gcc $flags "$@" -T src/firmware.ld -Wl,--build-id=none$strip,-n \
		-Wl,--defsym=flash_origin="$flash" -Wl,--defsym=stack_size="$stack" \
		-o "$out/$name.elf" $(echo src/*.c src/*.S | sed "s|src/hw_replay.c|$hardware|") -lgcc
}

# The stack is what the deepest step was seen to write, every front end, mode and
# loss tried, rounded up to eight bytes: TestStackIsAsLargeAsNeeded. A project
# with interrupts adds what they need.
build cortex-m4f 0 200 -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16
build cortex-m3 0 272 -mcpu=cortex-m3
build cortex-m0plus 0 304 -mcpu=cortex-m0plus
build cortex-m0plus-rp2040 0x10000100 304 -mcpu=cortex-m0plus

# The same program for QEMU, with another hardware layer and room on the stack
# for it.
hardware=qemu/hw_semihosting.c
build qemu-cortex-m4f 0 512 -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16
build qemu-cortex-m3 0 512 -mcpu=cortex-m3
build qemu-cortex-m0plus 0 512 -mcpu=cortex-m0plus

# What the committed files were made from, for the test that they are up to date.
sha256sum build.sh qemu/*.c src/*.S src/*.c src/*.h src/*.ld >"$out/sources.sha256"
arm-none-eabi-gcc -dumpfullversion >"$out/compiler"
