/** The concepts that a pack for safeguarding covers at least: a floor, not a ceiling. */
import type { Category } from '../../model/vocabulary.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const CONCEPT_FLOOR: Readonly<Record<Category, readonly string[]>> = {
  'self-harm': words(`
    passive-wish active-thoughts method-considered intent plan preparation past-attempt self-injury hopelessness
    burdensomeness trapped concern-for-other seeking-means recovery`),
  'abuse-disclosure': words(`
    domestic.physical domestic.strangulation domestic.threat-to-kill domestic.weapon domestic.sexual-coercion
    domestic.coercive-control domestic.financial-control domestic.tracking domestic.isolation domestic.stalking
    domestic.separation domestic.pregnancy domestic.pets domestic.escalation domestic.fear
    child.physical child.emotional child.sexual child.neglect child.witnessing child.exploitation child.secret
    sexual-assault elder honour-based forced-marriage trafficking order-breach codeword`),
  'harm-to-others': words('threat plan weapon-access revenge mass-harm'),
  'triggering-content': words(`
    method-detail graphic-violence graphic-injury sexual-violence eating-disorder.numbers eating-disorder.tips
    eating-disorder.pro self-harm-detail encouragement animal-cruelty death-detail baby-loss`),
  bullying: words(`
    insult humiliation exclusion rumour body-shaming identity-attack sexual-harassment dehumanisation threat
    doxxing-threat blackmail urging-self-harm pile-on dismissing-disclosure`),
  grooming: words(`
    age-probe location-probe supervision-probe flattery mirroring vulnerability-probe gift exclusivity secrecy isolation
    image-request boundary-test off-platform meet-request authority-claim guilt-pressure expose-threat
    money-for-pictures`),
  oversharing: words(`
    phone email address postcode school-or-workplace full-name date-of-birth age-of-child live-location
    routine-or-timetable absence-from-home handle credential national-id bank ip-address vehicle-plate medical-id
    third-party-details immigration-status`),
  impersonation: words(`
    claims-staff claims-professional claims-public-figure age-contradiction verification-dodge love-bombing
    money-request overseas-story stolen-pictures victim-report`),
  conduct: words(
    'swearing off-topic somewhat-inappropriate sexual-content promotion legal-issue ground-rule',
  ),
};
