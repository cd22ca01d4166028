// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the GICv3: byte offsets and the bits that gicv3.c uses.
 * Sections: Arm IHI 0069H.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_GICV3_REGS_H_
#define DAEDALUS_DRIVERS_IRQCHIP_GICV3_REGS_H_

// Distributor, 12.9. Registers with a number are the first of a row.
#define GICD_CTLR 0x0000         // 12.9 control
#define GICD_TYPER 0x0004        // 12.9 how many of what
#define GICD_IGROUPR0 0x0080     // 12.9 group, a bit each
#define GICD_ISENABLER0 0x0100   // 12.9 enable, a bit each
#define GICD_ICENABLER0 0x0180   // 12.9 disable, a bit each
#define GICD_ICACTIVER0 0x0380   // 12.9 end, a bit each
#define GICD_IPRIORITYR0 0x0400  // 12.9 priority, a byte each
#define GICD_ICFGR0 0x0c00       // 12.9 trigger, two bits each
#define GICD_IROUTER0 0x6000     // 12.9 core, 8 bytes each

// The same for who is not secure and for where there is one state only.
#define GICD_CTLR_ENABLE_GROUP_1 (1u << 1)
#define GICD_CTLR_ARE (1u << 4)   // affinities
#define GICD_CTLR_DS (1u << 6)    // one state only
#define GICD_CTLR_RWP (1u << 31)  // a write is under way
#define GICD_TYPER_LINES 0x1fu    // in 32s, less one
#define GICD_ICFGR_EDGE 2u

// Redistributors, 12.11: two frames of 64 KiB for each core. In the second are,
// for the core's own interrupts, registers as at the distributor.
#define GICR_FRAME 0x10000
#define GICR_STRIDE 0x20000
#define GICR_TYPER 0x0008  // 12.11 which core this is
#define GICR_WAKER 0x0014  // 12.11 power

#define GICR_TYPER_LAST (1u << 4)
#define GICR_WAKER_PROCESSOR_SLEEP (1u << 1)
#define GICR_WAKER_CHILDREN_ASLEEP (1u << 2)

#endif  // DAEDALUS_DRIVERS_IRQCHIP_GICV3_REGS_H_
