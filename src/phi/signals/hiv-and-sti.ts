import { defineSignal, termsOf } from '../signal.ts';

/** HIV and sexually transmitted infections: state laws protect them further (for one, California Health and Safety Code 120980). */
export const hivAndSti = defineSignal({
  id: 'phi.signals.hiv-and-sti',
  title: 'HIV and sexually transmitted infections',
  strength: 'certain',
  sensitive: 'hiv-sti',
  terms: termsOf(`
hiv; hiv status; hiv positive; hiv-positive; hiv+; hiv/aids; hiv infection; hiv-1; hiv test; hiv testing; hiv ab; hiv antibody; hiv viral load; human immunodeficiency virus; acquired immunodeficiency syndrome; plwh; aids diagnosis; cd4; cd4 count; t-cell count; antiretroviral; antiretroviral therapy; haart; biktarvy; genvoya; descovy; truvada; triumeq; dovato; juluca; odefsey; complera; stribild; symtuza; prezcobix; tivicay; isentress; cabenuva; apretude; tenofovir; emtricitabine; dolutegravir; bictegravir; raltegravir; efavirenz; atripla; rilpivirine; darunavir; atazanavir; ritonavir; lamivudine; abacavir; zidovudine; azt; hiv prep; pre-exposure prophylaxis; syphilis; rpr reactive; rpr; vdrl; gonorrhea; gonococcal; chlamydia; chlamydia trachomatis; genital herpes; herpes simplex; hsv-2; hsv2; trichomoniasis; trichomonas; hpv; genital warts; condyloma; sexually transmitted; sexually transmitted infection; sexually transmitted disease; sti; stis; std; stds; std testing; std screen; sti screening; pelvic inflammatory disease; chancroid; lymphogranuloma venereum; neisseria gonorrhoeae; kaposi sarcoma; pneumocystis; hpv positive; viral load undetectable; vl undetectable
`),
});
