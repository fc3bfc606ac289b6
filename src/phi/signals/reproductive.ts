import { defineSignal, termsOf } from '../signal.ts';

/** Reproductive health: pregnancy, its end, contraception, fertility. */
export const reproductive = defineSignal({
  id: 'phi.signals.reproductive',
  title: 'Reproductive health',
  strength: 'certain',
  sensitive: 'reproductive',
  terms: termsOf(`
pregnant; pregnancy; intrauterine pregnancy; ectopic pregnancy; high-risk pregnancy; unwanted pregnancy; unplanned pregnancy; positive pregnancy test; pregnancy test; abortion; elective abortion; therapeutic abortion; medication abortion; spontaneous abortion; missed abortion; termination of pregnancy; pregnancy termination; miscarriage; stillbirth; mifepristone; misoprostol; mifeprex; dilation and curettage; dilation and evacuation; contraception; contraceptive; contraceptives; oral contraceptive; birth control; birth control pills; emergency contraception; plan b one-step; intrauterine device; iud; mirena; paragard; kyleena; nexplanon; depo-provera; depo provera; nuvaring; tubal ligation; infertility; ivf; in vitro fertilization; iui; intrauterine insemination; embryo transfer; egg retrieval; fertility treatment; fertility clinic; clomiphene; clomid; gestational age; gravida; g2p1; g1p0; g3p2; g2p2; g1p1; g3p1; g4p3; prenatal; prenatal visit; prenatal care; antepartum; postpartum; preeclampsia; eclampsia; placenta previa; placental abruption; preterm labor; cesarean; cesarean section; c-section; vaginal delivery; nsvd; hysterectomy; endometriosis; sexual assault exam; sane exam; ob ultrasound; fetal heart rate; fetal; obstetric; amenorrhea; repeat c-section; induction of labor; iud insertion; iud removal; breastfeeding; fetal heart tones; fht; ob visit; weeks pregnant; postpartum visit; gestation; gbs positive; gbs negative; wants tubal; tubal; wks pregnant; weeks gestation; wks gestation; due date by; edc
`),
});
