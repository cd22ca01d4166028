// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the GICv2: byte offsets and the bits that gicv2.c uses.
 * Sections: Arm IHI 0048B.b.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_GICV2_REGS_H_
#define DAEDALUS_DRIVERS_IRQCHIP_GICV2_REGS_H_

// Distributor. Registers with a number are the first of a row.
#define GICD_CTLR 0x000         // 4.3.1 control
#define GICD_TYPER 0x004        // 4.3.2 how many of what
#define GICD_IGROUPR0 0x080     // 4.3.4 group, a bit each
#define GICD_ISENABLER0 0x100   // 4.3.5 enable, a bit each
#define GICD_ICENABLER0 0x180   // 4.3.6 disable, a bit each
#define GICD_ICACTIVER0 0x380   // 4.3.10 end, a bit each
#define GICD_IPRIORITYR0 0x400  // 4.3.11 priority, a byte each
#define GICD_ITARGETSR0 0x800   // 4.3.12 cores, a byte each
#define GICD_ICFGR0 0xc00       // 4.3.13 trigger, two bits each
#define GICD_SGIR 0xf00         // 4.3.15 software interrupt

#define GICD_CTLR_ENABLE 1u
#define GICD_TYPER_LINES 0x1fu   // in 32s, less one
#define GICD_TYPER_CPUS_SHIFT 5  // less one
#define GICD_TYPER_CPUS 7u
#define GICD_TYPER_SECURITY (1u << 10)  // secure and not are told apart
#define GICD_ICFGR_EDGE 2u
#define GICD_SGIR_TARGETS_SHIFT 16

// Interface of the core that asks.
#define GICC_CTLR 0x00  // 4.4.1 control
#define GICC_PMR 0x04   // 4.4.2 priority mask
#define GICC_IAR 0x0c   // 4.4.4 acknowledge
#define GICC_EOIR 0x10  // 4.4.5 end

#define GICC_CTLR_ENABLE 1u
#define GICC_PMR_ALL 0xffu
#define GICC_IAR_ID 0x3ffu

#endif  // DAEDALUS_DRIVERS_IRQCHIP_GICV2_REGS_H_
