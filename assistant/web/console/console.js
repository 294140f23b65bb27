var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return(e=>new i(typeof e==`string`?e:e+``,void 0,n))(t)})(e):e,{is:o,defineProperty:s,getOwnPropertyDescriptor:c,getOwnPropertyNames:l,getOwnPropertySymbols:u,getPrototypeOf:d}=Object,ee=globalThis,te=ee.trustedTypes,ne=te?te.emptyScript:``,re=ee.reactiveElementPolyfillSupport,f=(e,t)=>e,ie={toAttribute(e,t){switch(t){case Boolean:e=e?ne:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ae=(e,t)=>!o(e,t),oe={attribute:!0,type:String,converter:ie,reflect:!1,useDefault:!1,hasChanged:ae};Symbol.metadata??=Symbol(`metadata`),ee.litPropertyMetadata??=new WeakMap;var p=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=oe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&s(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=c(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??oe}static _$Ei(){if(this.hasOwnProperty(f(`elementProperties`)))return;let e=d(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(f(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(f(`properties`))){let e=this.properties,t=[...l(e),...u(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(a(e))}else e!==void 0&&t.push(a(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let n=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return((n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}})(n,this.constructor.elementStyles),n}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ie:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ie:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ae)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};p.elementStyles=[],p.shadowRootOptions={mode:`open`},p[f(`elementProperties`)]=new Map,p[f(`finalized`)]=new Map,re?.({ReactiveElement:p}),(ee.reactiveElementVersions??=[]).push(`2.1.2`);var se=globalThis,ce=e=>e,le=se.trustedTypes,ue=le?le.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,de=`$lit$`,m=`lit$${Math.random().toFixed(9).slice(2)}$`,fe=`?`+m,pe=`<${fe}>`,h=document,me=()=>h.createComment(``),g=e=>e===null||typeof e!=`object`&&typeof e!=`function`,he=Array.isArray,ge=`[ 	
\f\r]`,_=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,_e=/-->/g,ve=/>/g,v=RegExp(`>|${ge}(?:([^\\s"'>=/]+)(${ge}*=${ge}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),ye=/'/g,be=/"/g,xe=/^(?:script|style|textarea|title)$/i,Se=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),y=Se(1),b=Se(2),x=Symbol.for(`lit-noChange`),S=Symbol.for(`lit-nothing`),Ce=new WeakMap,C=h.createTreeWalker(h,129);function we(e,t){if(!he(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ue===void 0?t:ue.createHTML(t)}var Te=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=_;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===_?c[1]===`!--`?o=_e:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=v):(xe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=v):o=ve:o===v?c[0]===`>`?(o=i??_,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?v:c[3]===`"`?be:ye):o===be||o===ye?o=v:o===_e||o===ve?o=_:(o=v,i=void 0);let d=o===v&&e[t+1].startsWith(`/>`)?` `:``;a+=o===_?n+pe:l>=0?(r.push(s),n.slice(0,l)+de+n.slice(l)+m+d):n+m+(l===-2?t:d)}return[we(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Ee=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Te(t,n);if(this.el=e.createElement(l,r),C.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=C.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(de)){let t=u[o++],n=i.getAttribute(e).split(m),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ae:r[1]===`?`?je:r[1]===`@`?Me:ke}),i.removeAttribute(e)}else e.startsWith(m)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(xe.test(i.tagName)){let e=i.textContent.split(m),t=e.length-1;if(t>0){i.textContent=le?le.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],me()),C.nextNode(),c.push({type:2,index:++a});i.append(e[t],me())}}}else if(i.nodeType===8){if(i.data===fe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(m,e+1))!==-1;)c.push({type:7,index:a}),e+=m.length-1}}a++}}static createElement(e,t){let n=h.createElement(`template`);return n.innerHTML=e,n}};function w(e,t,n=e,r){if(t===x)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=g(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=w(e,i._$AS(e,t.values),i,r)),t}var De=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??h).importNode(t,!0);C.currentNode=r;let i=C.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Oe(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ne(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=C.nextNode(),a++)}return C.currentNode=h,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Oe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=S,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=w(this,e,t),g(e)?e===S||e==null||e===``?(this._$AH!==S&&this._$AR(),this._$AH=S):e!==this._$AH&&e!==x&&this._(e):e._$litType$===void 0?e.nodeType===void 0?(e=>he(e)||typeof e?.[Symbol.iterator]==`function`)(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==S&&g(this._$AH)?this._$AA.nextSibling.data=e:this.T(h.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Ee.createElement(we(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new De(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ce.get(e.strings);return t===void 0&&Ce.set(e.strings,t=new Ee(e)),t}k(t){he(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(me()),this.O(me()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ce(e).nextSibling;ce(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ke=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=S,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=S}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=w(this,e,t,0),a=!g(e)||e!==this._$AH&&e!==x,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=w(this,r[n+o],t,o),s===x&&(s=this._$AH[o]),a||=!g(s)||s!==this._$AH[o],s===S?e=S:e!==S&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===S?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ae=class extends ke{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===S?void 0:e}},je=class extends ke{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==S)}},Me=class extends ke{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=w(this,e,t,0)??S)===x)return;let n=this._$AH,r=e===S&&n!==S||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==S&&(n===S||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ne=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){w(this,e)}},Pe=se.litHtmlPolyfillSupport;Pe?.(Ee,Oe),(se.litHtmlVersions??=[]).push(`3.3.3`);var Fe=globalThis,T=class extends p{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=((e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Oe(t.insertBefore(me(),e),e,void 0,n??{})}return i._$AI(e),i})(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};T._$litElement$=!0,T.finalized=!0,Fe.litElementHydrateSupport?.({LitElement:T});var Ie=Fe.litElementPolyfillSupport;Ie?.({LitElement:T}),(Fe.litElementVersions??=[]).push(`4.2.2`);var Le=`۰۱۲۳۴۵۶۷۸۹`;function E(e){return e.replace(/[۰-۹٠-٩]/g,e=>`${Math.max(Le.indexOf(e),`٠١٢٣٤٥٦٧٨٩`.indexOf(e))}`)}function Re(e){return e.replace(/\d/g,e=>Le[Number(e)])}var ze=`چرا تمام شد؟`,Be=`به چه کسی؟`,Ve=`انصراف`,He={citizen:`شهروند`,bot:`دستیار`,operator:`کارشناس`,notice:`سامانه`},Ue={bot:`دستیار پاسخ می‌دهد`,queue:`در صف`,operator:`در دست کارشناس`},We={bot:`دستیار ادامه می‌دهد`,queue:`به صف رفت`,operator:`کارشناس گفت‌وگو را گرفت`},Ge=`حذف اطلاعات شخصی`,Ke=`پیشنهاد برای پاسخ`,qe=`نام خدمت یا پرسش شهروند`,Je=`یادداشت برای همکاران`,Ye=`پیش از پاسخ بدانید`,D=`این کار انجام نشد. دوباره امتحان کنید.`,Xe=`نام کاربری`,Ze=`گذرواژه`,Qe=new Intl.NumberFormat(`fa-IR`,{useGrouping:!1});function O(e){return Qe.format(e)}function $e(e){return e<60?`کمتر از یک دقیقه`:e<5400?`${O(Math.round(e/60))} دقیقه`:`${O(Math.round(e/3600))} ساعت`}var k=864e5,et=new Intl.DateTimeFormat(`en-u-ca-persian-nu-latn`,{year:`numeric`,month:`numeric`,day:`numeric`,timeZone:`UTC`}),tt=new Intl.DateTimeFormat(`en-u-ca-gregory-nu-latn`,{year:`numeric`,month:`numeric`,day:`numeric`,timeZone:`Asia/Tehran`}),nt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{month:`long`,timeZone:`UTC`}),rt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{weekday:`long`,timeZone:`UTC`});function it(e=new Date){let{year:t,month:n,day:r}=dt(tt,e);return Date.UTC(t,n-1,r)/k}function A(e){return dt(et,new Date(e*k))}function at({year:e,month:t,day:n}){if(e<1300||e>1499||t<1||t>12||n<1||n>31)return;let r=t<8?31*(t-1):216+30*(t-8),i=Date.UTC(e+621,2,21)/k+r+n-1;return[i,i-1,i+1].find(r=>{let i=A(r);return i.year===e&&i.month===t&&i.day===n})}function ot(e){let{year:t,month:n,day:r}=A(e),i=e-r+1;return{first:i,length:(at(n===12?{year:t+1,month:1,day:1}:{year:t,month:n+1,day:1})??i+30)-i}}function st(e,t){let{year:n,month:r,day:i}=A(e),a=12*n+r-1+t,o=at({year:Math.floor(a/12),month:a%12+1,day:1});return o===void 0?e:o+Math.min(i,ot(o).length)-1}function ct(e){return((e+5)%7+7)%7}function lt(e){return rt.format(new Date(e*k))}function ut(e){return nt.format(new Date(e*k))}function dt(e,t){let n={year:0,month:0,day:0};for(let{type:r,value:i}of e.formatToParts(t))r in n&&(n[r]=Number(i));return n}var ft=`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر» یا «فردا» بنویسید، یا از تقویم بردارید.`,pt=`این روز را نشناختیم، یا پیش از آغاز است. مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر» یا «فردا» بنویسید، یا از تقویم بردارید.`,mt=e=>`تقویم: ${e}`,ht=`اکنون`,gt=/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: (?:ساعت )?(\d{1,2})(:\d\d)?)?$/,_t=Array.from({length:48},(e,t)=>`${(``+(t>>1)).padStart(2,`0`)}:${t%2?`30`:`00`}`),vt={ArrowLeft:1,ArrowRight:-1,ArrowDown:7,ArrowUp:-7},yt=class extends T{static{this.properties={field:{},title:{},withTime:{type:Boolean}}}#e=!1;#t=0;#n;#r=``;createRenderRoot(){return this}render(){return y`<button type="button" class="day-button" aria-haspopup="dialog" aria-label=${mt(this.title)} title=${mt(this.title)} @click=${()=>{this.#i()}}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4"></path></svg></button>
      ${this.#e?this.#a():S}`}async#i(){let e=function(e){let t=gt.exec(E(e).trim().replace(/[\s،]+/g,` `));if(!t)return;let n=at({year:Number(t[1]),month:Number(t[2]),day:Number(t[3])}),r=t[4]?`${t[4].padStart(2,`0`)}${t[5]??`:00`}`:``;return n===void 0?void 0:{day:n,time:r}}(this.#y.value);[this.#n,this.#r]=[e?.day,e?.time??``],this.#t=e?.day??it(),this.#e=!0,this.requestUpdate(),await this.updateComplete,this.querySelector(`dialog`).showModal(),this.#v()}#a(){let e=`${this.field}-month`;return y`<dialog class="calendar" aria-label=${mt(this.title)} @close=${e=>this.#_(e)} @keydown=${e=>e.stopPropagation()}
        @click=${e=>e.target===e.currentTarget&&this.#g()}>
      <div class="calendar-head">
        ${this.#o(`سال پیش`,`»`,-12)}${this.#o(`ماه پیش`,`›`,-1)}
        <h2 id=${e} aria-live="polite">${ut(this.#t)} ${O(A(this.#t).year)}</h2>
        ${this.#o(`ماه بعد`,`‹`,1)}${this.#o(`سال بعد`,`«`,12)}
      </div>
      ${this.#s(e)}
      ${this.withTime?this.#l():S}
      <p class="soft on-keys">${`کلیدهای جهت: روز و هفته · Page Up و Page Down: ماه، با Shift سال · Enter: برداشتن · Esc: بستن`}</p>
      <p class="buttons">
        ${this.withTime?y`<button type="button" class="main" @click=${()=>this.#m()}>${`بگذار`}</button>
          <button type="button" @click=${()=>this.#h(ht)}>${ht}</button>`:S}
        <button type="button" @click=${()=>this.#d(it())}>${`امروز`}</button>
        ${this.#y.value?y`<button type="button" class="clear-day" @click=${()=>this.#h(``)}>${`پاک کردن`}</button>`:S}
        <button type="button" class="quiet" @click=${()=>this.#g()}>${`بستن`}</button>
      </p></dialog>`}#o(e,t,n){return y`<button type="button" aria-label=${e} title=${e} @click=${()=>this.#f(n)}><span dir="ltr">${t}</span></button>`}#s(e){let{first:t,length:n}=ot(this.#t),r=t-ct(t),i=Math.ceil((t+n-r)/7);return y`<table role="grid" aria-labelledby=${e} @keydown=${e=>this.#u(e)}>
      <thead><tr>${[0,1,2,3,4,5,6].map(e=>{let t=lt(r+e);return y`<th scope="col" abbr=${t}><span aria-hidden="true">${t[0]}</span><span class="unseen">${t}</span></th>`})}</tr></thead>
      <tbody>${Array.from({length:i},(e,i)=>y`<tr>${[0,1,2,3,4,5,6].map(e=>{let a=r+7*i+e;return a<t||a>=t+n?y`<td></td>`:this.#c(a)})}</tr>`)}</tbody></table>`}#c(e){return y`<td role="gridcell" tabindex=${e===this.#t?0:-1} data-day=${e} class=${ct(e)===6?`friday`:``} aria-label=${function(e){let{year:t,day:n}=A(e);return`${lt(e)} ${O(n)} ${ut(e)} ${O(t)}`}(e)}
      aria-selected=${e===this.#n} aria-current=${e===it()?`date`:S} @click=${()=>this.#p(e)}>${O(A(e).day)}</td>`}#l(){let e=!this.#r||_t.includes(this.#r)?_t:[..._t,this.#r].sort();return y`<label class="calendar-time">${`ساعت`}<select @change=${e=>this.#r=e.target.value}>
      <option value="" .selected=${!this.#r}>${`همهٔ روز`}</option>
      ${e.map(e=>y`<option value=${e} .selected=${e===this.#r}>${Re(e)}</option>`)}</select></label>`}#u(e){let[t,n]=[vt[e.key],ct(this.#t)];if(t)this.#d(this.#t+t);else if(e.key===`Home`)this.#d(this.#t-n);else if(e.key===`End`)this.#d(this.#t+6-n);else if(e.key===`PageUp`)this.#d(st(this.#t,e.shiftKey?-12:-1));else if(e.key===`PageDown`)this.#d(st(this.#t,e.shiftKey?12:1));else if(e.key===` `)this.#p(this.#t);else{if(e.key!==`Enter`)return;this.#n=this.#t,this.#m()}e.preventDefault()}#d(e){this.#t=e,this.requestUpdate(),this.updateComplete.then(()=>this.#v())}#f(e){this.#t=st(this.#t,e),this.requestUpdate()}#p(e){if(this.#n=e,!this.withTime)return this.#m();this.#d(e)}#m(){this.#h(function({day:e,time:t}){let{year:n,month:r,day:i}=A(e),a=e=>`${e}`.padStart(2,`0`);return Re(`${n}/${a(r)}/${a(i)}${t?` ${t}`:``}`)}({day:this.#n??this.#t,time:this.#r}))}#h(e){let t=this.#y;t.value=e;for(let e of[`input`,`change`])t.dispatchEvent(new Event(e,{bubbles:!0}));this.#g()}#g(){this.querySelector(`dialog`)?.close()}#_(e){e.currentTarget.open||(this.#e=!1,this.requestUpdate())}#v(){this.querySelector(`[data-day="${this.#t}"]`)?.focus()}get#y(){return document.getElementById(this.field)}};function bt(e,t,n=``){let r=(o=e)instanceof Uint8Array||ArrayBuffer.isView(o)&&o.constructor.name===`Uint8Array`,i=e?.length,a=t!==void 0;var o;if(!r||a&&i!==t)throw Error((n&&`"${n}" `)+`expected Uint8Array`+(a?` of length ${t}`:``)+`, got `+(r?`length=${i}`:`type=`+typeof e));return e}function xt(e,t=!0){if(e.destroyed)throw Error(`Hash instance has been destroyed`);if(t&&e.finished)throw Error(`Hash#digest() has already been called`)}function St(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Ct(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function j(e,t){return e<<32-t|e>>>t}function wt(e,t={}){let n=(t,n)=>e(n).update(t).digest(),r=e(void 0);return n.outputLen=r.outputLen,n.blockLen=r.blockLen,n.create=t=>e(t),Object.assign(n,t),Object.freeze(n)}var Tt=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function Et(e,t,n){return e&t^~e&n}function Dt(e,t,n){return e&t^e&n^t&n}var Ot=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=!1;length=0;pos=0;destroyed=!1;constructor(e,t,n,r){this.blockLen=e,this.outputLen=t,this.padOffset=n,this.isLE=r,this.buffer=new Uint8Array(e),this.view=Ct(this.buffer)}update(e){xt(this),bt(e);let{view:t,buffer:n,blockLen:r}=this,i=e.length;for(let a=0;a<i;){let o=Math.min(r-this.pos,i-a);if(o===r){let t=Ct(e);for(;r<=i-a;a+=r)this.process(t,a)}else n.set(e.subarray(a,a+o),this.pos),this.pos+=o,a+=o,this.pos===r&&(this.process(t,0),this.pos=0)}return this.length+=e.length,this.roundClean(),this}digestInto(e){xt(this),function(e,t){bt(e,void 0,`digestInto() output`);let n=t.outputLen;if(e.length<n)throw Error(`"digestInto() output" expected to be of length >=`+n)}(e,this),this.finished=!0;let{buffer:t,view:n,blockLen:r,isLE:i}=this,{pos:a}=this;t[a++]=128,St(this.buffer.subarray(a)),this.padOffset>r-a&&(this.process(n,0),a=0);for(let e=a;e<r;e++)t[e]=0;n.setBigUint64(r-8,BigInt(8*this.length),i),this.process(n,0);let o=Ct(e),s=this.outputLen;if(s%4)throw Error(`_sha2: outputLen must be aligned to 32bit`);let c=s/4,l=this.get();if(c>l.length)throw Error(`_sha2: outputLen bigger than state`);for(let e=0;e<c;e++)o.setUint32(4*e,l[e],i)}digest(){let{buffer:e,outputLen:t}=this;this.digestInto(e);let n=e.slice(0,t);return this.destroy(),n}_cloneInto(e){e||=new this.constructor,e.set(...this.get());let{blockLen:t,buffer:n,length:r,finished:i,destroyed:a,pos:o}=this;return e.destroyed=a,e.finished=i,e.length=r,e.pos=o,r%t&&e.buffer.set(n),e}clone(){return this._cloneInto()}},M=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]),kt=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]),N=new Uint32Array(64),At=class extends Ot{constructor(e){super(64,e,8,!1)}get(){let{A:e,B:t,C:n,D:r,E:i,F:a,G:o,H:s}=this;return[e,t,n,r,i,a,o,s]}set(e,t,n,r,i,a,o,s){this.A=0|e,this.B=0|t,this.C=0|n,this.D=0|r,this.E=0|i,this.F=0|a,this.G=0|o,this.H=0|s}process(e,t){for(let n=0;n<16;n++,t+=4)N[n]=e.getUint32(t,!1);for(let e=16;e<64;e++){let t=N[e-15],n=N[e-2],r=j(t,7)^j(t,18)^t>>>3,i=j(n,17)^j(n,19)^n>>>10;N[e]=i+N[e-7]+r+N[e-16]|0}let{A:n,B:r,C:i,D:a,E:o,F:s,G:c,H:l}=this;for(let e=0;e<64;e++){let t=l+(j(o,6)^j(o,11)^j(o,25))+Et(o,s,c)+kt[e]+N[e]|0,u=(j(n,2)^j(n,13)^j(n,22))+Dt(n,r,i)|0;l=c,c=s,s=o,o=a+t|0,a=i,i=r,r=n,n=t+u|0}n=n+this.A|0,r=r+this.B|0,i=i+this.C|0,a=a+this.D|0,o=o+this.E|0,s=s+this.F|0,c=c+this.G|0,l=l+this.H|0,this.set(n,r,i,a,o,s,c,l)}roundClean(){St(N)}destroy(){this.set(0,0,0,0,0,0,0,0),St(this.buffer)}},jt=class extends At{A=0|M[0];B=0|M[1];C=0|M[2];D=0|M[3];E=0|M[4];F=0|M[5];G=0|M[6];H=0|M[7];constructor(){super(32)}},Mt=wt(()=>new jt,Tt(1));async function Nt({seed:e,bits:t}){let n=new TextEncoder,r=Mt.create().update(n.encode(`${e}:`));for(let i=0;;i++){let a=r.clone().update(n.encode(`${i}`)).digest();if(Math.clz32(new DataView(a.buffer).getUint32(0))>=t)return`${e}:${i}`;i%2e3==1999&&await new Promise(e=>setTimeout(e))}}var P=class extends Error{constructor(e,t,n,r=[],i,a){super(t),this.status=e,this.code=t,this.detail=n,this.fields=r,this.puzzle=i,this.version=a}};async function Pt(e,t,n){let r=await Ft(e,t,n);return r.status===204?void 0:await r.json()}async function Ft(e,t,n){let r={...n.headers,...e?{"X-CSRF-Token":e}:{}};for(let e=0;;e++){let i=await fetch(t,{...n,headers:r,credentials:`same-origin`}).catch(()=>{});if(!i)throw new P(0,`offline`,`ارتباط قطع است. چیزی که نوشته‌اید همین‌جا می‌ماند؛ دوباره بفرستید.`);if(i.ok)return i;let a=await It(i);if(!a.puzzle||e===3)throw a;r={...r,"X-Puzzle-Solution":await Nt(a.puzzle)}}}var F=class{constructor(e){this.csrf=e}get(e){return Pt(this.csrf,`/api/v1/desk/${e}`,{})}async file(e){return(await Ft(this.csrf,`/api/v1/desk/${e}`,{})).blob()}post(e,t={},n){let r={"Content-Type":`application/json`,...n?{"Idempotency-Key":n}:{}};return Pt(this.csrf,`/api/v1/desk/${e}`,{method:`POST`,body:JSON.stringify(t),headers:r})}};async function It(e){let t=await e.json().catch(()=>({})),n=(t.errors??[]).map(({field:e})=>e);return new P(e.status,t.code??``,t.detail??D,n,function(e){let{seed:t,bits:n}=e??{};return typeof t==`string`&&typeof n==`number`&&n<=26?{seed:t,bits:n}:void 0}(t.puzzle),t.version)}var I=class{constructor(e){this.changed=e,this.notice=``}tell(){this.changed()}async attempt(e){let t;try{await e()}catch(e){t=e instanceof P?e:new P(0,``,D),t.code===`not_signed_in`&&location.assign(`/desk/sign-in`)}return this.notice=t?.detail??``,this.changed(),!t}},Lt=class{#e;#t;constructor(e){this.desk=e,this.list=[],this.#e=``,this.#t=new Map}async read({tracking_code:e,timeline:t}){if(this.#e=e,!t.some(({type:e})=>e===`attached`))return;let{attachments:n}=await this.desk.get(`cases/${e}/attachments`);this.#e===e&&(this.list=n)}address({id:e}){return this.#t.get(e)}async fetch({id:e}){let t=this.#e,n=await this.desk.file(`cases/${t}/attachments/${e}`);this.#e===t&&this.#t.set(e,URL.createObjectURL(n))}leave(){for(let e of this.#t.values())URL.revokeObjectURL(e);this.#t.clear(),this.list=[],this.#e=``}},Rt={registered:`ثبت شده`,answered:`پاسخ گرفته`,confirmed:`تأیید شده`,partly:`تا اندازه‌ای پذیرفته`,disputed:`نپذیرفته`},L={list:`فهرست پرونده‌ها`,search:`جست‌وجو`,searchFor:`کد رهگیری، یا واژه‌های شرح`,filters:`پالایش`,state:`وضعیت`,states:{waiting:`در انتظار پاسخ دستگاه`,answered:`در انتظار نظر شهروند`,ended:`پایان‌یافته`,all:`همه`},agency:`دستگاه`,province:`استان`,level:`سطح`,all:`همه`,overdue:`فقط مهلت‌گذشته‌ها`,sort:`ترتیب`,sorts:{due:`نزدیک‌ترین مهلت`,newest:`تازه‌ترین`},clear:`پاک کردن پالایش`,noProvince:`بی استان`,dueIn:e=>`مهلت تا ${e} ساعت دیگر`,withinHours:e=>` در ${e} ساعت گذشته`,happened:e=>e.split(`,`).map(e=>Rt[e]??`دگرگون شده`).join(` یا `),breached:`مهلت شکسته`,none:`پرونده‌ای با این ویژگی‌ها نیست.`,loading:`در حال خواندن…`,more:`بیشتر`,shown:e=>`${e} پرونده`,overdueShort:`مهلت گذشته`,choose:`پرونده‌ای را از فهرست باز کنید.`,back:`بازگشت به فهرست`,next:`پروندهٔ بعدی`,actions:{refer:`ارجاع`,take:`آغاز رسیدگی`,answer:`پاسخ دستگاه`,ask:`پرسش از شهروند`,misdirected:`برگرداندن به میز`,close:`پایان اختلاف`,note:`یادداشت`,correct:`اصلاح`,redact:`حذف اطلاعات شخصی`,merge:`پیوستن به پروندهٔ دیگر`,separate:`جدا کردن`},hints:{refer:`دستگاه تازه مهلت خودش را می‌گیرد. شهروند دلیل ارجاع را می‌خواند.`,take:``,answer:`این متن را شهروند می‌خواند و خودش می‌گوید مشکل حل شده است یا نه.`,ask:`این پرسش را شهروند می‌خواند.`,misdirected:`کارشناس میز دستگاه درست را پیدا می‌کند. شهروند دلیل را می‌خواند.`,close:`آخرین سخن دربارهٔ پاسخی که شهروند نپذیرفته است؛ به معنای حل شدن نیست.`,correct:`آنچه پیش‌تر نوشته شده است می‌ماند و اصلاح در کنارش می‌آید. شهروند دلیل و متن را می‌خواند.`,redact:`این واژه‌ها از شرح، روند پرونده و گفت‌وگوی آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. شهروند دلیل را می‌خواند؛ خود واژه‌ها را در آن نیاورید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`,note:`فقط میز ۱۲۸ این یادداشت را می‌بیند.`,merge:`وقتی هر دو از یک موضوع‌اند: پاسخ دستگاه به هر دو می‌رسد و کد، رمز، مهلت و نظر هر شهروند جدا می‌ماند. به شهروند خبر داده می‌شود.`,separate:`پرونده از این پس خودش رسیدگی می‌شود. به شهروند خبر داده می‌شود.`},into:`کد رهگیری پرونده‌ای که پیشرو می‌شود`,reaches:e=>`این پاسخ به ${e} نفر می‌رسد؛ نام کسی را در آن نیاورید.`,follows:`این پرونده از پاسخ‌های این یکی پیروی می‌کند:`,peopleAre:e=>`${e} نفر همین موضوع را دارند`,peopleShort:e=>`${e} نفر`,words:`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`,text:`متن`,reason:`دلیل`,submit:{refer:`ارجاع شود`,answer:`ثبت پاسخ`,ask:`پرسیده شود`,misdirected:`برگردد`,close:`ثبت پایان`,note:`ثبت یادداشت`,correct:`ثبت اصلاح`,redact:`برای همیشه حذف شود`,merge:`بپیوندد`,separate:`جدا شود`,take:`آغاز رسیدگی`},cancel:`انصراف`,chooseAgency:`دستگاه را برگزینید`,done:{refer:`پرونده ارجاع شد.`,take:`آغاز رسیدگی ثبت شد.`,answer:`پاسخ ثبت شد و به شهروند خبر داده می‌شود.`,ask:`پرسش ثبت شد و به شهروند خبر داده می‌شود.`,misdirected:`پرونده به میز برگشت.`,close:`پایان اختلاف ثبت شد.`,note:`یادداشت ثبت شد.`,correct:`اصلاح ثبت شد و به شهروند خبر داده می‌شود.`,redact:`واژه‌ها از پرونده و گفت‌وگو حذف شد.`,merge:`پرونده پیوست و به شهروند خبر داده می‌شود.`,separate:`پرونده جدا شد و به شهروند خبر داده می‌شود.`},description:`شرح`,facts:`ویژگی‌ها`,indicator:`شاخص`,place:`محل`,service:`خدمت`,created:`ثبت`,occurred:`زمان رویداد`,due:`مهلت پاسخ`,left:`زمان مانده`,identity:`شهروند`,verdict:`نظر شهروند`,verdicts:{solved:`حل شد`,partly:`تا اندازه‌ای`,unsolved:`حل نشد`},score:e=>`امتیاز ${e} از ۵`,levelIs:(e,t)=>`${e} (پلهٔ ${t})`,files:`فایل‌های شهروند`,filesHint:`هر بار دیدن یک فایل ثبت می‌شود. سند را فقط در برنامه‌ای امن باز کنید.`,fileShow:{image:`نمایش`,voice:`شنیدن`,document:`دریافت`},fileSave:`ذخیره`,fileAlt:e=>`${e}، فرستادهٔ شهروند`,personal:`اطلاعات شخصی`,personalHint:`پوشیده است. هر نمایش، با دلیل آن، ثبت می‌شود.`,reveal:`نمایش`,revealOf:e=>`نمایش ${e}`,why:e=>`چرا «${e}» را می‌بینید؟`,reasons:[`تماس با شهروند برای تکمیل پرونده`,`بررسی پرونده در دستگاه`,`راستی‌آزمایی هویت`],otherReason:`دلیل دیگر`,show:`ثبت دلیل و نمایش`,hide:`پوشاندن`,stepOf:e=>`گام ${e}`,timeline:`روند پرونده`,noteHidden:`متن یادداشت پاک شده است.`,ledger:`دفتر رویدادها`,ledgerHint:`هر رویداد اثر انگشت رویداد پیش از خود را دارد؛ تغییر یا حذف هیچ‌کدام پنهان نمی‌ماند.`,number:`شماره`,event:`رویداد`,at:`زمان`,hash:`اثر انگشت`,proven:e=>`در ریشهٔ روز ${e} گواهی شده است.`,notProven:`هنوز در ریشهٔ روزانه‌ای نیامده است؛ ریشه‌ها روزی یک بار ساخته می‌شوند.`},zt={waiting:[`registered`,`referred`,`in_progress`,`disputed`,`reopened`,`misdirected`],answered:[`answered`],ended:[`confirmed`,`partly`,`closed`,`closed_unconfirmed`,`withdrawn`],all:[]},Bt={state:`waiting`,agency_id:``,province:``,level:``,overdue:!1,due_in_h:``,moved:``,breached:!1,within_h:``,q:``,sort:`due`},Vt=class extends I{#e;#t;#n;#r;#i;constructor(e,t){super(t),this.filters={...Bt},this.hasMore=!1,this.done=``,this.revealed=new Map,this.#t=new Map,this.#n=new Map,this.#i=0,this.#e=new F(e),this.files=new Lt(this.#e)}async arrive(){await Promise.all([this.offer(),this.entries?void 0:this.list()])}async offer(){this.terms||await this.attempt(async()=>{let e=await this.#e.get(`terms`),t=new Intl.Collator(`fa`);e.agencies.sort((e,n)=>t.compare(e.title,n.title)),e.provinces.sort((e,n)=>t.compare(e.name,n.name)),this.terms=e})}async list(){let e=++this.#i;await this.attempt(async()=>{let t=await this.#a();e===this.#i&&([this.entries,this.hasMore]=[t,t.length===50])})}async more(){let e=this.entries??[];await this.attempt(async()=>{let t=await this.#a(e.at(-1)?.tracking_code);[this.entries,this.hasMore]=[[...e,...t],t.length===50]})}filter(e){return this.filters={...this.filters,...e},this.list()}ask(e){let t=Object.entries(Bt).map(([t,n])=>{let r=e.get(t);return[t,r===null?n:typeof n==`boolean`?r===`true`:r]});return this.filter(Object.fromEntries(t))}async open(e){if(this.page?.tracking_code!==e){if(this.#s(),!e)return this.tell();await this.attempt(async()=>{this.page=await this.#e.get(`cases/${encodeURIComponent(e)}`),await this.files.read(this.page)})}}get next(){let e=(this.entries??[]).map(({tracking_code:e})=>e);return e[e.indexOf(this.page?.tracking_code??``)+1]??e[0]}may(e){return!!this.page?.may.includes(e)}show(e){this.sheet=e,this.done=this.notice=``,this.tell()}draft(e,t){let n=`${this.page?.tracking_code} ${this.sheet} ${e}`;return t!==void 0&&this.#n.set(n,t),this.#n.get(n)??``}async act(e,t={}){let n=this.page?.tracking_code;if(!n)return!1;let r=`${n} ${e} ${JSON.stringify(t)}`,i=this.#t.get(r)??crypto.randomUUID();return this.#t.set(r,i),this.done=``,this.attempt(async()=>{await this.#e.post(`cases/${n}/${e}`,t,i),this.#t.delete(r);for(let t of this.#n.keys())t.startsWith(`${n} ${e} `)&&this.#n.delete(t);this.sheet=void 0,this.done=L.done[e],await this.#o(n)})}askFor(e){this.asked=e,this.tell()}async reveal(e,t){let n=this.page?.tracking_code;return!!n&&this.attempt(async()=>{let r={field:e.field,event_number:e.event_number,reason:t},{text:i}=await this.#e.post(`cases/${n}/reveal`,r);this.page?.tracking_code===n&&this.revealed.set(Ht(e),i),this.asked=void 0})}hide(e){this.revealed.delete(Ht(e)),this.tell()}shown(e){return this.revealed.get(Ht(e))}fetchFile(e){return this.attempt(()=>this.files.fetch(e))}async readLedger(){let e=this.page?.tracking_code;e&&!this.ledger&&await this.attempt(async()=>{let t=await this.#e.get(`cases/${e}/ledger`);this.page?.tracking_code===e&&(this.ledger=t)})}heard(e){let t=this.page?.tracking_code;t&&e.includes(t)&&this.attempt(()=>this.#o(t)),!this.entries||this.entries.length>50||(clearTimeout(this.#r),this.#r=setTimeout(()=>{this.list()},1500))}async#a(e){let{state:t,overdue:n,breached:r,moved:i,q:a,...o}=this.filters,s=new URLSearchParams;for(let e of zt[t]??[t])s.append(`status`,e);for(let[e,t]of Object.entries(o))t&&s.set(e,t);n&&s.set(`overdue`,`true`),r&&s.set(`breached`,`true`);for(let e of i.split(`,`).filter(Boolean))s.append(`moved`,e);return a.trim()&&s.set(`q`,a.trim()),e&&s.set(`after`,e),this.#e.get(`cases?${s}`)}async#o(e){let t=await this.#e.get(`cases/${encodeURIComponent(e)}`);this.page?.tracking_code===e&&(this.page=t,await this.files.read(t),this.sheet&&!t.may.includes(this.sheet)&&(this.sheet=void 0),this.ledger&&=await this.#e.get(`cases/${e}/ledger`))}#s(){this.page=this.ledger=this.sheet=this.asked=void 0,this.done=this.notice=``,this.revealed.clear(),this.files.leave()}};function Ht({field:e,event_number:t}){return`${e} ${t}`}async function R(e){await document.querySelector(`desk-console`)?.updateComplete,document.querySelector(e)?.focus()}function Ut(){let e=(getSelection()?.toString()??``).trim().replace(/\s+/g,` `);return e.length<2||e.length>200?``:e}var Wt=[`answer`,`refer`],Gt={refer:[`agency_id`,`reason`],take:[],answer:[`text`],ask:[`text`],misdirected:[`reason`],close:[`reason`,`text`],note:[`text`],correct:[`reason`,`text`],redact:[`words`,`reason`],merge:[`into`,`reason`],separate:[`reason`]};function Kt(e,t){if(!e.may(t))return;if(!Gt[t].length)return void e.act(t);let n=Ut();e.show(e.sheet===t?void 0:t),e.sheet===`redact`&&n&&e.draft(`words`,n),e.sheet&&R(`.case-sheet [name]`)}function qt(e,t){return n=>{e.draft(t,n.target.value)}}function Jt(e){e.key!==`Enter`||!e.ctrlKey&&!e.metaKey||e.isComposing||(e.preventDefault(),e.currentTarget.requestSubmit())}var Yt=[[`talks`,[`see_queue`]],[`cases`,[`read_cases`]],[`phone`,[`file_cases`]],[`upkeep`,[`revive_jobs`,`keep_calendar`]],[`outages`,[`keep_outages`]],[`themes`,[`see_insight`]],[`record`,[`read_audit`]],[`situation`,[`see_insight`]],[`periods`,[`see_insight`]],[`calls`,[`file_cases`]],[`ready`,[`keep_ready_answers`]],[`accounts`,[`manage_accounts`]],[`keys`,[`manage_keys`]]],Xt=[[`talks`,`see_queue`],[`cases`,`read_cases`],[`accounts`,`manage_accounts`],[`upkeep`,`revive_jobs`],[`themes`,`keep_themes`],[`situation`,`see_insight`]],Zt={cases:/^[0-9A-Z-]{4,16}$/i,themes:/^\d{1,9}$/,situation:/^[a-z0-9_-]{1,64}$/,periods:/^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,accounts:/^(new|[0-9a-f]{32})$/,own:/^changed$/},Qt=[`cases`,`periods`];function z(e,t){return t?`#${e}/${encodeURIComponent(t)}`:`#${e}`}function $t(e,t){let{entries:n}=e;return y`
    <form role="search" class="search" @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`,r=/^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(n.trim());t.filter(r?{...Bt,state:`all`,q:n}:{q:n})}(t,e)}>
      <label class="unseen" for="case-search">${L.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${L.searchFor}
        .value=${e.filters.q}>
      <button class="main">${L.search}</button>
    </form>
    ${function(e,t){let{filters:n,terms:r}=e,i=t=>n=>{e.filter({[t]:n.target.value})},a=(r?.provinces??[]).map(({name:e})=>({id:e,title:e})),o=JSON.stringify(n)!==JSON.stringify(Bt);return y`<fieldset class="filters">
    <legend class="unseen">${L.filters}</legend>
    <label>${L.state}<select @change=${i(`state`)}>
      ${Object.entries(L.states).map(([e,t])=>nn(e,t,n.state))}
      <optgroup label=${L.state}>${(r?.statuses??[]).filter(({id:e})=>e!==`answered`).map(({id:e,title:t})=>nn(e,t,n.state))}</optgroup>
    </select></label>
    <label>${L.sort}<select @change=${i(`sort`)}>
      ${Object.entries(L.sorts).map(([e,t])=>nn(e,t,n.sort))}</select></label>
    ${t?S:tn(L.agency,r?.agencies??[],n.agency_id,i(`agency_id`))}
    ${tn(L.province,a,n.province,i(`province`))}
    ${tn(L.level,r?.levels??[],n.level,i(`level`))}
    <label class="check"><input type="checkbox" .checked=${n.overdue}
      @change=${t=>{e.filter({overdue:t.target.checked})}}>${L.overdue}</label>
    ${en(n)?y`<p class="of-number">${en(n)}</p>`:S}
    ${o?y`<button type="button" class="quiet" @click=${()=>{e.filter(Bt)}}>${L.clear}</button>`:S}
  </fieldset>`}(e,t)}
    ${n===void 0?y`<p class="soft" role="status">${L.loading}</p>`:function(e,t){let n=`${O(t.length)}${e.hasMore?`+`:``}`;return y`
    <p class="soft" role="status">${t.length?L.shown(n):L.none}</p>
    <ul class="entries" id="case-list" @keydown=${rn}>${t.map(t=>function(e,t){let n=e.page?.tracking_code===t.tracking_code;return y`<li><a class="entry" href=${z(`cases`,t.tracking_code)} data-code=${t.tracking_code}
      aria-current=${n?`true`:`false`}>
    <span class="entry-top"><b class="code" dir="ltr">${t.tracking_code}</b>
      ${t.is_overdue?y`<span class="badge late">${L.overdueShort}</span>`:S}
      ${t.people>1?y`<span class="badge">${L.peopleShort(O(t.people))}</span>`:S}</span>
    <span class="preview">${t.description}</span>
    <span class="soft">${[t.agency_name,t.place_fa].filter(Boolean).join(` · `)}</span>
    <span class="soft">${[t.status_fa,t.is_overdue?``:t.time_left_fa].filter(Boolean).join(` · `)}</span>
  </a></li>`}(e,t))}</ul>
    ${e.hasMore?y`<button class="wide" @click=${()=>{e.more()}}>${L.more}</button>`:S}
  `}(e,n)}
  `}function en({due_in_h:e,moved:t,breached:n,within_h:r,province:i}){let a=r?L.withinHours(O(Number(r))):``;return[i===`-`?L.noProvince:``,e?L.dueIn(O(Number(e))):``,t?`${L.happened(t)}${a}`:``,n?`${L.breached}${a}`:``].filter(Boolean).join(`؛ `)}function tn(e,t,n,r){return y`<label>${e}<select @change=${r}>
    ${nn(``,L.all,n)}${t.map(({id:e,title:t})=>nn(e,t,n))}</select></label>`}function nn(e,t,n){return y`<option value=${e} .selected=${e===n}>${t}</option>`}function rn(e){let t={ArrowDown:1,ArrowUp:-1}[e.key];if(!t||e.altKey)return;let n=[...e.currentTarget.querySelectorAll(`.entry`)],r=n[n.indexOf(document.activeElement)+t];r&&(e.preventDefault(),r.focus())}var[an,on]=[`kilobyte`,`megabyte`].map(e=>new Intl.NumberFormat(`fa-IR`,{style:`unit`,unit:e,unitDisplay:`long`,maximumFractionDigits:1})),sn=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{dateStyle:`long`,timeZone:`UTC`}),cn=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,timeZone:`Asia/Tehran`});function ln(e){let t=e.text??(e.is_note?L.noteHidden:void 0);return y`<li class=${e.is_note?`step note`:`step by-${e.by}`}>
    <p><b>${e.title_fa}</b></p>
    ${t?y`<p class="words" dir="auto">${t}</p>`:S}
    ${e.reason_fa?y`<p class="soft" dir="auto">${L.reason}: ${e.reason_fa}</p>`:S}
    <p class="soft">${e.who_fa} · <time>${e.at_fa}</time></p>
  </li>`}var un={KeyR:`refer`,KeyA:`answer`,KeyQ:`ask`,KeyM:`misdirected`,KeyY:`note`,KeyJ:`merge`,KeyX:`redact`},B={title:`تماس‌های قرعه`,hint:`هر روز چند پرونده به قرعه برگزیده می‌شود. به شهروند زنگ می‌زنید و یک پرسش می‌پرسید: مشکل حل شد یا نه. با این تماس‌ها سنجیده می‌شود که کارنامهٔ دستگاه‌ها راست است یا نه.`,progress:`کار امروز`,said:`پاسخ دادند`,declined:`نخواستند`,notReached:`پاسخگو نبودند`,waiting:`مانده`,empty:`اکنون کسی برای تماس نمانده است. قرعهٔ بعدی فردا کشیده می‌شود.`,loading:`در حال خواندن…`,call:`تماس دربارهٔ پروندهٔ`,agency:`دستگاه`,kind:`نوع`,filed:`ثبت`,drawn:`روز قرعه`,until:`تماس تا`,tries:`تماس‌های پیشین`,never:`هنوز تماسی گرفته نشده`,times:e=>`${e} بار، پاسخ نداد`,matter:`شهروند چه نوشته است`,number:`شمارهٔ تماس`,hidden:`شماره پوشیده است. نمایش آن با دلیل ثبت می‌شود و تا یک ربع همکار دیگری با این شهروند تماس نمی‌گیرد.`,noNumber:`شماره‌ای که بتوانید ببینید نمانده است. این تماس را «پاسخگو نبود» ثبت کنید.`,why:`چرا شماره را می‌بینید؟`,reason:e=>`تماس قرعه برای پرسیدن نظر شهروند از پاسخ ${e}`,show:`نمایش شماره`,script:`چه بپرسید`,steps:[`«سلام، از سامانهٔ رسیدگی ۱۲۸ تماس می‌گیرم. دربارهٔ پرونده‌ای که ثبت کرده‌اید فقط یک پرسش دارم. وقت دارید؟»`,`اگر وقت ندارد یا نمی‌خواهد، تشکر کنید و «نخواست پاسخ دهد» را بزنید.`,`«مشکلی که گفته بودید حل شد، بخشی از آن حل شد، یا حل نشد؟»`,`همان را که می‌گوید ثبت کنید. از خودتان پیشنهاد نکنید، پاسخ دستگاه را نخوانید و قولی ندهید.`],rules:`کد ملی، نشانی یا رمز پرونده نپرسید.`,outcome:`نتیجهٔ تماس`,outcomes:{solved:`حل شده است`,partly:`بخشی حل شده است`,unsolved:`حل نشده است`,declined:`نخواست پاسخ دهد`,not_reached:`پاسخگو نبود`},onceHint:`گفتهٔ شهروند یک بار ثبت می‌شود و برنمی‌گردد. کسی که پاسخگو نبود، روزی دیگر دوباره در فهرست می‌آید؛ تا سه بار.`,keep:`ثبت و تماس بعدی`,later:`بعداً، تماس بعدی را بیاور`,kept:e=>`نتیجهٔ تماس پروندهٔ ${e} ثبت شد.`,gone:`این تماس را همکاری ثبت کرده یا زمانش گذشته است. تماس بعدی آمد.`,gaps:e=>`سنجش دستگاه‌ها در ${e}`,gapsHint:`گفتهٔ تلفنی شهروندان در کنار پرونده‌ها. دستگاهی که این دو در آن نمی‌خواند، نشان می‌گیرد.`},dn=class extends I{#e;#t;constructor(e,t,n){super(n),this.maySeeGaps=t,this.gaps=[],this.number=``,this.done=``,this.#t=[],this.#e=new F(e)}get call(){return this.calls?.[0]}get mobile(){return this.page?.sealed.find(({field:e})=>e===`mobile`)}async arrive(){await this.attempt(()=>this.#n())}async reveal(e){let{call:t,mobile:n}=this;return!(!t||!n)&&this.attempt(async()=>{let r={field:n.field,event_number:n.event_number,reason:e},{text:i}=await this.#e.post(`cases/${t.tracking_code}/reveal`,r);this.call===t&&(this.number=i)})}async note(e){let t=this.call?.tracking_code;if(!t)return!1;let n=B.kept(t),r=await this.attempt(async()=>{await this.#e.post(`calls/${t}`,{outcome:e}).catch(e=>{if(!(e instanceof P)||e.code!==`not_found`)throw e;n=B.gone}),this.#i(t),await this.#n()});return r&&(this.done=n),this.tell(),r}async postpone(){let{call:e}=this;return!(!e||!this.calls)&&(this.#t.push(e.tracking_code),this.#i(e.tracking_code),this.calls.push(e),this.attempt(()=>this.#r()))}async#n(){let e=this.call?.tracking_code,[t,n]=await Promise.all([this.#e.get(`calls`),this.#e.get(`calls/progress`)]),r=({tracking_code:t})=>t===e?-1:this.#t.indexOf(t)+1;[this.calls,this.progress]=[t.sort((e,t)=>r(e)-r(t)),n],this.maySeeGaps&&(this.gaps=await this.#e.get(`periods/${n.month}/gaps`)),await this.#r()}async#r(){let e=this.call?.tracking_code;e!==this.page?.tracking_code&&([this.page,this.number]=[void 0,``],e&&(this.page=await this.#e.get(`cases/${e}`)))}#i(e){this.calls=this.calls?.filter(({tracking_code:t})=>t!==e),[this.page,this.number,this.done]=[void 0,``,``]}},fn=`مقدار و بازهٔ ۹۵٪`,pn=`مورد انتظار`,mn=`داوری`,hn=`نفر`,gn=`در این دوره گفتهٔ تلفنی با پرونده‌های هیچ دستگاهی ناسازگار نیست.`,_n=`تصمیم`,vn=`دلیل تصمیم`,yn={program:`برنامهٔ سنجش را بگیرید؛ ۶۵ خط است و می‌توانید آن را بخوانید. به پایتون و بستهٔ cryptography نیاز دارد.`,key:`کلید عمومی سامانه و ریشه‌های روزانه را از اینجا بردارید، یا بهتر از آن، از نسخه‌ای که پیش‌تر نگه داشته‌اید:`,run:`دستور را با کلید عمومی به جای KEY اجرا کنید. اگر فایل دست نخورده باشد، می‌نویسد «the figures are whole».`};function bn(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r!==void 0&&!1!==r&&t.set(n,Array.isArray(r)?r.join(`,`):`${r}`);return(e.moved||e.breached)&&t.set(`state`,`all`),`${z(`cases`)}?${t}`}var xn,V={title:`وضعیت اکنون`,loading:`در حال خواندن وضعیت…`,updated:e=>`به‌روز در ${e}`,scope:`دستگاه`,all:`همهٔ دستگاه‌ها`,save:`فایل برای اکسل`,reports:`گزارش‌های ماهانه`,report:`گزارش ماهانه`,reportsOfAll:`گزارش ماهانهٔ همهٔ دستگاه‌ها`,few:`برای داوری کم است`,late:`مهلت گذشته`,lateHint:`پرونده‌هایی که مهلت پاسخشان همین حالا گذشته است`,breached:e=>`${e} مهلت‌شکنی در ۲۴ ساعت`,soon:`رو به پایان`,soonHint:`مهلت پاسخ تا ۳ ساعت دیگر`,clocks:{within_1h:`۱ ساعت`,within_3h:`۳ ساعت`,within_24h:`۲۴ ساعت`,within_72h:`۳ روز`},clocksTitle:`مهلت‌هایی که تا این زمان می‌رسند`,waiting:`در انتظار پاسخ`,waitingHint:`پرونده‌هایی که شهروند چشم‌به‌راه پاسخ آن‌هاست`,filed:e=>`${e} ثبت در ۲۴ ساعت`,answered:e=>`${e} پاسخ در ۲۴ ساعت`,unknown:e=>`${e} بی‌دستگاه`,queue:`در صف کارشناس`,queueHint:`شهروندانی که می‌خواهند با کارشناس گفت‌وگو کنند`,longest:e=>`بیشترین انتظار ${e}`,median:e=>`میانهٔ ۲۴ ساعت ${e}`,nobodyWaited:`در ۲۴ ساعت کسی در صف نمانده`,map:`نقشهٔ استان‌ها`,mapHint:`شمار پرونده‌هاست، نه نرخ؛ استان پرجمعیت‌تر پروندهٔ بیشتری هم دارد.`,mapKeys:`با کلیدهای جهت‌نما میان استان‌ها بروید.`,measure:`چه چیزی نشان داده شود`,measures:{waiting:`در انتظار`,soon:`تا ۲۴ ساعت`,late:`مهلت گذشته`},provinceIs:(e,t,n,r)=>`${e}: ${t} در انتظار، ${n} با مهلت تا ۲۴ ساعت، ${r} مهلت گذشته`,choose:`نشانگر را روی استانی ببرید.`,noProvince:`استان نامعلوم`,asTable:`همین نقشه به‌صورت جدول`,province:`استان`,classes:(e,t)=>e===t?e:`${e} تا ${t}`,agencies:`دستگاه‌ها`,agency:`دستگاه`,noAgency:`در انتظار تعیین دستگاه`,moreAgencies:e=>`و ${e} دستگاه دیگر`,nothingWaits:`هیچ پرونده‌ای در انتظار پاسخ نیست.`,nearest:`نزدیک‌ترین مهلت‌ها`,noneNear:`تا سه روز دیگر مهلتی نمی‌رسد.`,showAll:`همه`,outages:`قطعی‌ها`,noOutage:`قطعی تأییدشده یا محتملی نیست.`,confirmed:`تأیید شده`,suspected:`محتمل`,since:e=>`از ${e}`,told:e=>`${e} نفر گفته‌اند`,marks:`رضایت`,caseMarks:`از پاسخ دستگاه‌ها`,talkMarks:`از گفت‌وگو با دستیار و کارشناس`,windows:{hour:`یک ساعت`,day:`۲۴ ساعت`,week:`۷ روز`},window:`بازه`,good:`نمرهٔ ۴ و ۵`,count:`شمار نظر`,response:`نظر داده‌اند`,spread:`نمره‌های ۱ تا ۵`,scoresAre:e=>e.map((e,t)=>`نمرهٔ ${`۱۲۳۴۵`[t]}: ${e}`).join(`، `),between:(e,t)=>`${e} تا ${t}`,of:(e,t)=>`${e} از ${t}`,interval:`زیر هر درصد، بازهٔ اطمینان ۹۵٪ آمده است.`,askedDays:`در گفت‌وگوها نسبت نظر داده‌ها به روز تهران شمرده می‌شود: امروز، و هفت روز با امروز.`,settled:`کار دستیار`,alone:`بی نیاز به کارشناس`,talks:`گفت‌وگو`,handed:`به کارشناس رسید`,bad:`نمرهٔ ۱ یا ۲ گرفت`,settledHint:`گفت‌وگوهایی که کارشناس نخواستند و نمرهٔ ۱ یا ۲ نگرفتند. این به معنای حل شدن کار نیست.`,trend:`روند سی روز`,trendHint:`امروز هنوز تمام نشده است.`,lines:{filed:`ثبت`,answered:`پاسخ`,breached:`مهلت‌شکنی`},day:`روز`,trendIs:(e,t,n)=>`در سی روز ${e} پرونده ثبت شد، ${t} پاسخ گرفت و مهلت ${n} پرونده شکست.`};function Sn(e,t,n){let{measure:r}=e,i=function(e){let t=Math.max(0,...e),n=Array.from({length:4},(e,n)=>Math.ceil(t*((n+1)/4)**2));return[...new Set(n)].filter(e=>e>0)}(t.map(e=>e[r])),a=new Map(t.map(e=>[e.id,e])),o=a.get(e.pointed??``);return y`<div class="map-choice" role="radiogroup" aria-label=${V.measure}>
      ${Object.keys(V.measures).map(t=>y`<label><input type="radio" name="measure" .checked=${t===r}
        @change=${()=>e.show(t)}><span>${V.measures[t]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${Tn().getAttribute(`viewBox`)??``} role="group" aria-label=${V.map} @pointerleave=${()=>e.point(void 0)} @keydown=${wn}>
      ${(xn??=[...Tn().querySelectorAll(`path`)].map(({id:e,dataset:t})=>({id:e.replace(`iran-`,``),name:t.name??``,x:Number(t.x),y:Number(t.y)})),xn).map((t,r)=>function(e,t,n,{bounds:r,mayOpen:i,isFirst:a}){let o=n?.[e.measure]??0,s=n?Cn(n):t.name,c=b`<use href=${`#iran-${t.id}`}></use>
    <text class="map-count" x=${t.x} y=${t.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${o?O(o):S}</text>`,l=()=>e.point(t.id),u=`province level-${function(e,t){return e?t.findIndex(t=>e<=t)+1:0}(o,r)}`,d=(e.pointed??``)===t.id||!e.pointed&&a?0:-1;if(!i)return b`<g class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} role="img" aria-label=${s} tabindex=${d}
      @pointerenter=${l} @focus=${l}>${c}</g>`;let ee={agency_id:e.agency,province:t.name,...e.measure===`late`?{overdue:!0}:e.measure===`soon`?{due_in_h:24}:{}};return b`<a class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} href=${bn(ee)} aria-label=${s} tabindex=${d}
    @pointerenter=${l} @focus=${l}>${c}</a>`}(e,t,a.get(t.id),{bounds:i,mayOpen:n,isFirst:r===0}))}
      ${function(){let e=[...Tn().querySelectorAll(`circle`)],t=[...Tn().querySelectorAll(`text`)];return b`${e.map(e=>b`<circle class="island" cx=${e.getAttribute(`cx`)} cy=${e.getAttribute(`cy`)} r=${e.getAttribute(`r`)}>
      <title>${e.dataset.island}</title></circle>`)}
    ${t.map(e=>b`<text class="sea" x=${e.getAttribute(`x`)} y=${e.getAttribute(`y`)} text-anchor="middle">${e.textContent}</text>`)}`}()}
    </svg>
    <p class="map-told" aria-live="off">${o?Cn(o):y`<span class="soft">${V.choose}</span>`}</p>
    ${function(e){return y`<ul class="legend"><li><i class="swatch level-0"></i>${O(0)}</li>
    ${e.map((t,n)=>y`<li><i class=${`swatch level-${n+1}`}></i>${V.classes(O((t=>t?e[t-1]+1:1)(n)),O(t))}</li>`)}</ul>`}(i)}`}function Cn(e){return V.provinceIs(e.name||V.noProvince,O(e.waiting),O(e.soon),O(e.late))}function wn(e){let t={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]}[e.key],n=e.target.closest(`.province`);if(!t||!n||e.altKey)return;e.preventDefault();let r=[...e.currentTarget.querySelectorAll(`.province`)],[i,a]=[void 0,1/0];for(let e of r){let[r,o]=[Number(e.dataset.x)-Number(n.dataset.x),Number(e.dataset.y)-Number(n.dataset.y)],s=r*t[0]+o*t[1],c=Math.abs(r*t[1])+Math.abs(o*t[0]);s>5&&s+2*c<a&&([i,a]=[e,s+2*c])}i?.focus()}function Tn(){return document.getElementById(`iran`)}var[En,H,Dn,On]=[720,190,12,24];function kn(e){return e?`/desk/reports/${encodeURIComponent(e)}`:`/desk/reports`}function U(e,t,n){return e.readCases?y`<a href=${bn(t)}>${n}</a>`:y`<span>${n}</span>`}function An(e,t,n){let r={waiting:{},soon:{due_in_h:24},late:{overdue:!0}};return(i,a)=>a?U(t,{agency_id:e.agency,...n,...r[i]},O(a)):y`<span class="soft">${O(0)}</span>`}function jn(e,t,n,r,i=!1){return y`<div class="scroll" tabindex="0" role="region" aria-label=${e}><table class="tallies">
    <thead><tr><th scope="col">${e}</th><th scope="col">${V.measures.late}</th><th scope="col">${V.measures.soon}</th><th scope="col">${V.measures.waiting}</th></tr></thead>
    <tbody>${t.map(e=>{let t=n(e);return y`<tr><th scope="row">${i&&e.id?y`<a href=${kn(e.id)} title=${V.report}>${e.name}</a>`:e.name||r}</th><td class=${e.late?`urgent`:``}>${t(`late`,e.late)}</td>
        <td>${t(`soon`,e.soon)}</td><td>${t(`waiting`,e.waiting)}</td></tr>`})}</tbody></table></div>`}var Mn={hour:1,day:24,week:168};function Nn(e,t,n){return y`<table class="marks"><caption>${e}</caption>
    <thead><tr><th scope="col">${V.window}</th><th scope="col">${V.good}</th><th scope="col">${V.count}</th><th scope="col">${V.spread}</th><th scope="col">${V.response}</th></tr></thead>
    <tbody>${t.map(({window:e,good:t,answered:r,scores:i})=>y`<tr><th scope="row">${V.windows[e]}</th>
      <td>${Pn(t)}</td><td>${t.of?n(Mn[e],O(t.of)):y`<span class="soft">${O(0)}</span>`}</td>
      <td>${function(e){let t=Math.max(1,...e);return y`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${V.scoresAre(e.map(e=>O(e)))}>
    <title>${V.scoresAre(e.map(e=>O(e)))}</title>${function(e,t){return e.map((e,n)=>b`<rect x=${10*n+1} width="8" y=${17-16*e/t} height=${16*e/t+1} rx="1"></rect>`)}(e,t)}</svg>`}(i)}</td><td>${r?y`${Pn(r)}<span class="soft small">${V.of(O(r.part),O(r.of))}</span>`:y`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`}function Pn({share:e,low:t,high:n}){return e===void 0||t===void 0||n===void 0?y`<span class="soft small">${V.few}</span>`:y`<b>${Fn(e)}</b><span class="soft small">${V.between(Fn(t),Fn(n))}</span>`}function Fn(e){return`${O(Math.round(100*e))}٪`}function In(e){let t=new Map;for(let n of e)t.set(n.agency_id,[...t.get(n.agency_id)??[],n]);return t}function Ln(e){return y`<li data-signal=${e.signal}><h4>${e.name_fa}</h4><p>${e.seen_fa}</p>
    <dl class="beside">${Rn(`دیده شد`,e.share,`seen`)}${Rn(`مورد انتظار`,e.expected,`usual`)}
      <div><dt>${`شمار`}</dt><dd>${((e,t)=>`${e} از ${t}`)(O(e.observed),O(e.n))}</dd></div></dl>
    <p class="soft">${e.chance_fa} ${e.may_be_fa}</p></li>`}function Rn(e,t,n){let r=Math.min(100,Math.max(1,100*t));return y`<div><dt>${e}</dt><dd><b>${t<.005?`کمتر از ۱٪`:`${O(Math.round(100*t))}٪`}</b>
    <svg class=${`bar-of ${n}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${b`<rect class="whole" width="100" height="8"></rect><rect x=${100-r} width=${r} height="8"></rect>`}</svg></dd></div>`}function zn(e,t){let n=e.is_flagged?`نمی‌خواند: گفتهٔ تلفنی شهروندان با پرونده‌ها جور نیست. تا روشن شدن علت، رقم تلفنی به حساب می‌آید.`:e.called<10?`برای سنجیدن، دست‌کم ۱۰ پاسخ تلفنی لازم است.`:`گفتهٔ تلفنی با پرونده‌ها ناسازگار نیست.`;return y`<div class="gap" data-agency=${e.agency_id}>${t?y`<p><b>${e.agency_name}</b></p>`:S}
    <p>${r=O(e.called),i=O(e.drawn),`از ${i} نفر برگزیده، ${r} نفر پاسخ دادند.`}</p>
    ${e.by_lot&&e.by_ledger&&e.called>=10?y`<dl class="pairs"><div><dt>${`حل شده، به گفتهٔ تلفنی`}</dt><dd>${Bn(e.by_lot)}</dd></div><div><dt>${`حل شده، در پرونده‌ها`}</dt><dd>${Bn(e.by_ledger)}</dd></div></dl>`:S}
    <p class=${e.is_flagged?`flag`:`soft`}>${n}</p></div>`;var r,i}function Bn({low:e,point:t,high:n}){return Pn({part:0,of:0,share:t,low:e,high:n})}async function Vn(e,t){await e&&(t.reset(),await R(`#call-title`))}var Hn=class extends I{#e;constructor(e,t,n,r,i){super(i),this.mayExport=t,this.mayObject=n,this.mayDecide=r,this.gaps=[],this.signalsNotice=``,this.done=``,this.#e=new F(e)}async arrive(e,t){[this.done,this.asked]=[``,void 0],e!==this.page?.period&&([this.page,this.figures,this.gaps,this.signals,this.signalsNotice]=[void 0,void 0,[],void 0,``]),await this.attempt(async()=>{this.periods=await this.#e.get(`periods`),e&&await this.#t(e,t)}),this.readSignals()}async readSignals(){let e=this.page?.period;if(e){this.signalsNotice&&([this.signalsNotice,this.signals]=[``,void 0]),this.tell();try{let t=await this.#e.get(`periods/${e}/signals`);this.page?.period===e&&(this.signals=t)}catch(t){this.page?.period===e&&(this.signalsNotice=t instanceof P?t.detail:D)}this.tell()}}ask(e){this.asked=e,this.tell()}objectTo(e,t){return this.#n(`objections`,{words:e,codes:t},`اعتراض ثبت شد. تا پیش از تصمیم می‌توانید آن را پس بگیرید.`)}takeBack(e){return this.#n(`objections/${e}/take-back`,{},`اعتراض پس گرفته شد.`)}decide(e,t,n){return this.#n(`objections/${e}/decide`,{is_upheld:t,words:n},`تصمیم ثبت شد و دستگاه آن را می‌بیند.`)}async#t(e,t){let n=t?`?agency_id=${encodeURIComponent(t)}`:``,[r,i]=await Promise.all([this.#e.get(`periods/${e}`),this.#e.get(`periods/${e}/gaps`)]),a=r.state===`open`?void 0:await this.#e.get(`periods/${e}/figures${n}`);[this.page,this.figures,this.gaps]=[r,a,i]}async#n(e,t,n){let{page:r}=this;if(!r)return!1;this.done=``;let i=await this.attempt(async()=>{this.page=await this.#e.post(`periods/${r.period}/${e}`,t),this.periods=await this.#e.get(`periods`)});return i&&([this.done,this.asked]=[n,void 0]),this.tell(),i}},W=class{#e={};clear(){this.#e={},this.first=void 0}put(e,t){this.#e[e]=t,this.first??=e}of(e){return this.#e[e]??``}async guard(e,t,n){this.clear();try{return await n()}catch(n){if(!(n instanceof P))throw n;for(let r of n.fields){let i=r.replace(/^(body|query)\.?/,``).split(`.`)[0]||t,a=n.code===`invalid`?e[i]:n.detail;a&&this.put(i,a)}throw this.first?new P(n.status,n.code,``):n}}};function G(e,t){let n=e.of(t);return n?y`<p class="fault" id=${Un(t)}>${n}</p>`:S}function Un(e){return`fault-${e}`}function K(e,t,n=``){return[n,e.of(t)?Un(t):``].filter(Boolean).join(` `)}var Wn=`پرسش‌های باز`,Gn={"":`همه`,question:`پرسش`,suggestion:`پیشنهاد`,criticism:`انتقاد`,praise:`قدردانی`},Kn={going:`باز و در دست`,ended:`بسته‌شده`},qn=`موضوعی با این پالایش نیست.`,Jn=`کمتر از سه نفر`,Yn=`چرا اینجاست`,Xn=`نام موضوع`,Zn=`سپردن`,Qn=`خدمتی که پاسخ می‌دهد`,$n=`کنار گذاشتن`,er=class extends I{#e;constructor(e,t,n){super(n),this.mayKeep=t,this.wanted={kind:``,ended:!1,mine:!1},this.lines=``,this.done=``,this.faults=new W,this.#e=new F(e)}async arrive(e){this.done=``,await this.read(),await this.open(e)}read(){let{kind:e,ended:t,mine:n}=this.wanted,r=new URLSearchParams(e?{kind:e}:{});return t&&r.set(`ended`,`true`),n&&r.set(`mine`,`true`),this.attempt(async()=>{this.board=await this.#e.get(`themes?${r}`)})}async filter(e){this.wanted={...this.wanted,...e},await this.read()}async open(e){`${this.page?.id??``}`!==(e??``)&&([this.found,this.lines,this.page]=[void 0,``,void 0]),e&&await this.attempt(async()=>{this.page=await this.#e.get(`themes/${encodeURIComponent(e)}`)}),this.tell()}async group(){await this.attempt(async()=>{await this.#e.post(`themes/group`)})&&this.#t(`دسته‌بندی آغاز شد. چند لحظه بعد صفحه را تازه کنید.`)}async step(e,t,n={}){let{page:r}=this;if(!r)return!1;this.faults.clear();let i=await this.attempt(async()=>{await this.#e.post(`themes/${r.id}/${e}`,n).catch(e=>{throw!(e instanceof P)||e.code!==`invalid`?e:(e.fields.includes(`body.due`)&&this.faults.put(`due`,ft),new P(422,`invalid`,this.faults.first?``:`یکی از بخش‌ها درست نیست. نام و دلیل دست‌کم سه نویسه باشد.`))})});return this.faults.first&&await R(`[name=${this.faults.first}]`),!!i&&(await Promise.all([this.read(),this.open(`${r.id}`)]),this.#t(t),!0)}async search(e){let t=`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`;await this.attempt(async()=>{let e=await fetch(t);if(!e.ok)throw new P(e.status,``,qn);this.found=(await e.json()).results})}async export(){let{page:e}=this;e&&await this.attempt(async()=>{this.lines=(await this.#e.get(`themes/${e.id}/lines`)).yaml})}#t(e){this.done=e,this.tell()}};function q(e,t,{title:n,hint:r=``,isRequired:i,withTime:a,value:o}){let s=`day-${t}`;return y`<div class="day-field"><label for=${s}>${n}</label>
    <div class="day-row"><input id=${s} name=${t} ?required=${i} dir="auto" maxlength="32" autocomplete="off" .value=${o??``}
      aria-invalid=${!!e.of(t)} aria-describedby=${K(e,t,r)||S}>
    <day-picker .field=${s} .title=${n} .withTime=${!!a}></day-picker></div>${G(e,t)}</div>`}function tr(e,t,n=``){return y`<p class="soft wide" id=${e}>${t?`روز شمسی، تنها یا با ساعت، مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر»، «فردا ۱۴»، ⁦۱۴۰۵/۰۹/۰۶ ۱۱:۳۰⁩ یا «اکنون».`:`روز شمسی مانند ⁦۱۴۰۵/۰۹/۰۶⁩، «۶ آذر»، «امروز» یا «فردا».`}${n?` ${n}`:``}</p>`}function nr(e,t){return(e.length>12?[...e].sort(([,e],[,t])=>e.localeCompare(t,`fa`)):e).map(([e,n])=>y`<option value=${e} .selected=${e===t}>${n}</option>`)}function rr(e){e.preventDefault();let t=[...new FormData(e.target)].map(([e,t])=>[e,`${t}`.trim()]);return Object.fromEntries(t.filter(([,e])=>e))}function ir(e,t){return nr((e?.agencies??[]).map(({id:e,title:t})=>[e,t]),t)}function ar(e,t,n){return y`<div><label>${`دستگاه`}<select name="agency_id" aria-invalid=${!!e.of(`agency_id`)} aria-describedby=${K(e,`agency_id`)}>
    <option value="">${`دستگاه را برگزینید`}</option>${ir(t,n)}</select></label>${G(e,`agency_id`)}</div>`}function or(e,t,n,r){return y`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${e}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${n}>${t}</button><button @click=${r}>${`نه`}</button></p></div>`}var sr=`due-hint`;function cr(e){let{page:t}=e;return y`<main class="room cases themes" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`موضوع‌ها`} @keydown=${ur}>${function(e){let{wanted:t}=e;return y`<h2>${Wn}</h2><p class="soft">${`آنچه دستیار پاسخ درستی برایش نداشت و آنچه مردم پیشنهاد یا انتقاد کرده‌اند، دسته‌دسته. نوشته‌ها پوشیده‌اند و فقط جایی دیده می‌شوند که دست‌کم سه نفر گفته باشند.`}</p>
  <fieldset class="filters"><legend class="unseen">${`پالایش`}</legend>
    <label>${`نوع`}<select @change=${t=>{e.filter({kind:dr(t)})}}>
      ${Object.entries(Gn).map(([e,n])=>y`<option value=${e} .selected=${e===t.kind}>${n}</option>`)}</select></label>
    <label>${`نمایش`}<select @change=${t=>{e.filter({ended:dr(t)===`ended`})}}>
      ${Object.entries(Kn).map(([e,n])=>y`<option value=${e} .selected=${e===`ended`===t.ended}>${n}</option>`)}</select></label>
    ${e.mayKeep?y`<label class="check"><input type="checkbox" .checked=${t.mine}
          @change=${t=>{e.filter({mine:t.target.checked})}}>${`فقط آنچه با من است`}</label>`:S}
  </fieldset>`}(e)}${function(e){let{board:t,page:n}=e;return t?y`
    ${t.themes.length?S:y`<p class="empty">${qn}</p>`}
    ${t.themes.map(e=>function(e,t){return y`<a class="entry" href=${z(`themes`,`${e.id}`)} aria-current=${e.id===t?`true`:`false`}>
    <span class="entry-top"><b>${lr(e)}</b>
      ${e.is_overdue?y`<span class="badge late">${`از موعد گذشته`}</span>`:y`<span class="badge">${e.state_fa}</span>`}</span>
    <span class="soft">${e.kind_fa} · ${e.people?(n=O(e.people),`${n} نفر`):Jn} · ${(e=>`${e} نوشته`)(O(e.rows))}</span>
    ${e.owner?y`<span class="soft">${`با`} ${e.owner.title}${e.due_fa?y` · ${`تا`} ${e.due_fa}`:S}</span>`:S}
    ${e.asked_since?y`<span class="soft">${(e=>`${e} بار پس از بستن`)(O(e.asked_since))}</span>`:S}
  </a>`;var n}(e,n?.id))}
    <p class="soft">${t.is_grouping?`دسته‌بندی در جریان است.`:t.grouped_at_fa?(i=t.grouped_at_fa,`آخرین دسته‌بندی: ${i}`):`هنوز دسته‌بندی نشده است؛ هر شب خودکار انجام می‌شود.`}
      ${t.alone?(r=O(t.alone),`${r} نوشته در هیچ دسته‌ای نیست.`):S}</p>
    <p class="buttons"><button class="small" @click=${()=>{e.read()}}>${`تازه کردن`}</button>
      ${e.mayKeep?y`<button class="small" @click=${()=>{e.group()}}>${`دسته‌بندی همین حالا`}</button>`:S}</p>`:S;var r,i}(e)}</nav>
    <section class="case" aria-label=${Wn}>
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`open`||t.state===`assigned`;return y`<p><a class="back" href=${z(`themes`)}>${`بازگشت به فهرست`}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${lr(t)}</h2><span class="state">${t.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${function(e){return y`<h3>${`نوشته‌های شهروندان`}</h3>
    ${e.words.length?S:y`<p class="soft">${`کمتر از سه نفر گفته‌اند؛ نوشته‌ها نشان داده نمی‌شود.`}</p>`}
    <ul class="said-words">${e.words.map(e=>{return y`<li><p class="words">${e.text}</p>
      <p class="soft">${[e.times>1?(t=O(e.times),`${t} بار`):``,e.reason_fa,e.service_title,e.aspect_fa].filter(Boolean).join(` · `)}</p></li>`;var t})}</ul>`}(t)}
      ${e.mayKeep?y`${n?function(e,t){let n=e.board?.owners??[];return y`
    <form class="fields" aria-label=${Xn} @submit=${t=>fr(t,e,`name`,`نام ثبت شد.`)}>
      <label class="wide">${Xn}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${t.title??t.proposal?.slice(0,120)??``}></label>
      <button>${`ثبت نام`}</button></form>
    <form class="fields" aria-label=${Zn} @submit=${t=>fr(t,e,`assign`,`سپرده شد.`)}>
      <label>${`چه کسی`}<select name="owner_id" required><option value="">${`یک نفر را برگزینید`}</option>
        ${n.map(({id:e,title:n})=>y`<option value=${e} .selected=${e===t.owner?.id}>${n}</option>`)}</select></label>
      ${q(e.faults,`due`,{title:`تا چه روزی`,hint:sr})}
      ${tr(sr,!1)}
      <button class="main">${Zn}</button></form>
    ${t.kind===`question`?function(e,t){return y`<form class="fields" aria-label=${Qn} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`.trim();n&&t.search(n)}(t,e)}>
    <label class="wide">${Qn}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${`جست‌وجوی خدمت`}></label>
    <button>${`بیاب`}</button>
    <p class="buttons wide">${(e.found??t.likely).map(({id:t,title:n})=>y`<button type="button" class="small"
      @click=${()=>{e.step(`answer`,`به خدمت پیوند خورد و موضوع بسته شد.`,{service_id:t})}}>${(e=>`پیوند به «${e}»`)(n)}</button>`)}</p></form>`}(e,t):S}
    <form class="fields" aria-label=${$n} @submit=${t=>fr(t,e,`dismiss`,`کنار گذاشته شد.`)}>
      <label class="wide">${`چرا کنار گذاشته شود؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${$n}</button></form>`}(e,t):S}${function(e,t,n){let r=t.kind===`question`&&t.words.length>0;return y`<p class="buttons">
    ${n?S:y`<button @click=${()=>{e.step(`reopen`,`دوباره باز شد.`)}}>${`باز کردن دوباره`}</button>`}
    ${r?y`<button title=${`همین پرسش‌ها را از جست‌وجوی کنونی می‌پرسد.`} @click=${()=>{e.step(`recheck`,`دوباره پرسیده شد.`)}}>${`دوباره بپرس`}</button>
          <button @click=${()=>{e.export()}}>${`پرسش‌های آزمون برای کاتالوگ`}</button>`:S}</p>
    ${e.lines?y`<label>${`سطرهای YAML`}<textarea class="code" dir="auto" rows="8" readonly .value=${e.lines}></textarea></label>`:S}`}(e,t,n)}`:S}
    </div>
    <aside class="case-side" aria-label=${Yn}>${function(e){return y`<dl>${[[`چند نفر`,e.people?O(e.people):Jn],[Yn,e.reasons.map(({title_fa:e,count:t})=>`${e}: ${O(t)}`).join(`؛ `)||void 0],[`بیشتر دربارهٔ`,e.agency_name],[`با`,e.owner?.title],[`تا`,e.due_fa],[`پاسخ در`,e.service?.title],[`دلیل کنار گذاشتن`,e.reason],[`جست‌وجو اکنون این‌ها را می‌یابد`,e.likely.map(({title:e})=>e).join(`؛ `)||void 0]].map(([e,t])=>t?y`<div><dt>${e}</dt><dd>${t}</dd></div>`:S)}</dl>
    ${e.latest_fa?y`<p class="soft">${n=e.latest_fa,`آخرین: ${n}`}</p>`:S}
    ${e.merged_into?y`<p><a href=${z(`themes`,`${e.merged_into}`)}>${t=O(e.merged_into),`نوشته‌هایش اکنون در موضوع ${t} است.`}</a></p>`:S}
    ${e.checked?y`<p>${((e,t,n)=>`از ${t} پرسش، اکنون ${e} تا پاسخ می‌گیرد (${n}).`)(O(e.checked.answered),O(e.checked.asked),e.checked.at_fa)}</p>`:S}`;var t,n}(t)}</aside></div>`}(e,t):y`<p class="empty">${`یک موضوع را برگزینید.`}</p>`}
    </section>
  </main>`}function lr(e){return e.title??e.proposal??`بی‌نام`}function ur(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...e.currentTarget.querySelectorAll(`a.entry`)],n=t.indexOf(document.activeElement),r=t[n+(e.key===`ArrowDown`?1:-1)];n<0||!r||(e.preventDefault(),r.focus())}function dr(e){return e.target.value}async function fr(e,t,n,r){await t.step(n,r,rr(e))}var J={suspected:`شاید قطع باشد`,suspectedHint:`از این‌ها خیلی بیشتر از معمول همین ساعت گزارش خرابی رسیده است. هر نفر یک بار شمرده می‌شود. تا تأیید نکنید، به شهروندان چیزی گفته نمی‌شود.`,noneSuspected:`بیشتر از معمول گزارشی نرسیده است.`,people:(e,t)=>`${e} نفر (${t} نفر با پرونده، بقیه در گفت‌وگو)`,since:`از`,last:`آخرین گزارش`,rates:(e,t)=>`معمول این ساعت: ${e} نفر در ساعت · حالا: ${t} نفر در ساعت`,score:(e,t)=>`شدت شواهد ${e} (از ${t} به بالا خبر می‌دهد)`,services:`خدمت`,provinces:`استان`,share:(e,t)=>`${e} (${t})`,look:`بررسی و تأیید`,lookOf:e=>`بررسی و تأیید قطعی ${e}`,dismiss:`قطعی نیست`,dismissOf:e=>`${e} قطع نیست`,why:`چرا قطعی نیست؟`,quiet:`تا چند ساعت دربارهٔ این دستگاه خبر ندهد`,hours:e=>`${e} ساعت`,dismissIt:`ثبت`,cancel:`انصراف`,dismissedFor:e=>`ثبت شد؛ تا ${e} ساعت از این دستگاه خبری داده نمی‌شود.`,outages:`قطعی‌های تأییدشده`,outagesHint:`شهروندی که از این قطعی می‌گوید، از آن آگاه می‌شود و می‌تواند پیگیری‌اش کند.`,none:`قطعی‌ای تأیید نشده است.`,isTold:`به شهروندان گفته می‌شود`,isNotTold:`گفته نمی‌شود: آغاز نشده یا زمانش گذشته است`,until:`پایان پیش‌بینی‌شده`,asked:`پیگیری شده از`,counted:e=>`دست‌کم ${e} نفر گزارش داده‌اند`,followers:e=>`پاسخ دستگاه به ${e} نفر می‌رسد`,merge:e=>`یکی کردن ${e} پرونده`,mergeOf:(e,t)=>`یکی کردن ${t} پروندهٔ قطعی ${e}`,merged:(e,t)=>`${e} پرونده یکی شد.${t?` ${t} پروندهٔ دیگر مانده است؛ دوباره بزنید.`:``}`,end:`پایان یافت`,endOf:e=>`قطعی ${e} پایان یافت`,ended:`پایان قطعی ثبت شد و به همهٔ کسانی که پروندهٔ باز دارند خبر داده می‌شود.`,add:`تأیید قطعی`,added:`قطعی تأیید شد و به کسانی که پرونده دارند خبر داده می‌شود.`,agency:`دستگاه`,chooseAgency:`دستگاه را برگزینید`,onlyService:e=>`فقط «${e}»`,indicator:`چه چیزی`,systems:`سامانه`,phone:`تلفن گویا`,province:`استان (خالی: سراسر کشور)`,began:`از`,expectedEnd:`پایان پیش‌بینی‌شده (اگر گفته شده)`,withoutEnd:`بی پایان پیش‌بینی‌شده، تا سه روز گفته می‌شود.`,source:`چه کسی گفته است؟ شهروندان این را می‌خوانند؛ نام و شمارهٔ کسی را ننویسید.`,askedOf:`از چه کسی پیگیری شده است؟ (اگر شده؛ شهروندان می‌خوانند)`,merges:`پرونده‌های همین قطعی را یکی کن`,invalid:`چیزی در این برگه درست نیست. نام استان را از فهرست بردارید و در نوشته‌ها دست‌کم سه نویسه بنویسید.`,faults:{began:ft,expected_end:pt}},pr=class extends I{#e;constructor(e,t,n){super(n),this.terms=t,this.suspected=[],this.waiting=0,this.done=``,this.agency=``,this.faults=new W,this.#e=new F(e)}async read(){await this.attempt(async()=>{let e=await this.#e.get(`outages`);[this.outages,this.suspected]=[e.outages,e.suspected],this.waiting=this.suspected.length})}heard(e){this.waiting=Object.keys(e.suspected).length,this.outages&&this.read(),this.tell()}choose(e){[this.agency,this.looked]=[e,void 0],this.tell()}look(e){[this.agency,this.looked,this.dismissed]=[e.agency_id,e,void 0],this.tell()}askWhy(e){this.dismissed=e,this.tell()}async add(e){let t=await this.#t(J.added,async()=>{await this.faults.guard(J.faults,`expected_end`,()=>this.#e.post(`outages`,e)).catch(e=>{throw e instanceof P&&e.code===`invalid`&&!this.faults.first?new P(422,`invalid`,J.invalid):e}),[this.agency,this.looked]=[``,void 0]});return this.faults.first&&await R(`[name=${this.faults.first}]`),t}dismiss(e,t,n){return this.#t(J.dismissedFor(O(n)),async()=>{await this.#e.post(`outages/suspected/${e}/dismiss`,{reason:t,hours:n}),this.dismissed=void 0})}async merge(e){let t=``;await this.#t(``,async()=>{let{merged:n,left:r}=await this.#e.post(`outages/${e}/merge`);t=J.merged(O(n),r?O(r):``)}),t&&(this.done=t),this.tell()}end(e){return this.#t(J.ended,async()=>{await this.#e.post(`outages/${e}/end`)})}async#t(e,t){return this.done=``,!!await this.attempt(t)&&(await this.read(),this.done=e,this.tell(),!0)}},mr=`برای چه کاری`,hr=`وضعیت`,gr=`آخرین کاربرد`,_r=`پایان`,vr={agency:`رسیدگی دستگاه به پرونده‌هایش`,open311:`ثبت پرونده با Open311`},yr={name:`نام باید ۳ تا ۶۴ نویسه باشد.`,agency_id:`دستگاهی که کلید پرونده‌هایش را باز می‌کند انتخاب کنید.`,days:`شمار روزها باید میان ۱ و ۱۰۹۵ باشد.`},br=class extends I{#e;constructor(e,t){super(t),this.scope=`agency`,this.done=``,this.faults=new W,this.#e=new F(e)}async arrive(){[this.once,this.asked,this.done]=[void 0,void 0,``],this.faults.clear(),await this.#t()}choose(e){this.scope=e,this.tell()}ask(e){this.asked=e,this.tell(),e&&R(`#sure-yes`)}hide(){this.once=void 0,this.tell()}async make(e){return this.done=``,await this.attempt(()=>this.faults.guard(yr,`agency_id`,async()=>{let t=await this.#e.post(`keys`,e);var n,r;this.once={title:(r=t.name,`کلید ${r}`),text:t.key,hint:(n=t.expires_at_fa,`این کلید فقط همین یک بار نشان داده می‌شود و تا ${n} کار می‌کند. اکنون رونوشت بردارید؛ اگر گم شد، کلید تازه‌ای بسازید.`)}}))?(await this.#t(),await R(`#once-title`),!0):(this.faults.first&&await R(`.other-keys [name=${this.faults.first}]`),!1)}async revoke({id:e}){this.asked=void 0,await this.attempt(()=>this.#e.post(`keys/${e}/revoke`))&&(await this.#t(),this.done=`کلید باطل شد.`,this.tell(),await R(`#keys-title`))}async#t(){await this.attempt(async()=>{this.keys=await this.#e.get(`keys`)})}};function xr({title:e,text:t,hint:n},r){return y`<section class="panel once" aria-labelledby="once-title">
    <h2 id="once-title" tabindex="-1">${e}</h2>
    <p>${n}</p>
    <p class="secret" id="once-text" dir="ltr">${t}</p>
    <p class="buttons"><button class="main" @click=${e=>{(async function(e,t){let n=e.currentTarget.parentElement?.querySelector(`[role=status]`);try{await navigator.clipboard.writeText(t),n&&(n.textContent=`رونوشت برداشته شد.`)}catch{let e=document.getElementById(`once-text`);e&&getSelection()?.selectAllChildren(e)}})(e,t)}}>${`رونوشت`}</button>
      <button id="once-hide" @click=${r}>${`برداشتم، پنهان شود`}</button><span role="status" class="soft"></span></p>
  </section>`}var Sr=`outage-day-hint`,Cr=[2,6,12,24,72];function wr(e,t){return t.length?y`<p>${e}: ${t.map(e=>J.share(e.title,O(e.people))).join(`، `)}</p>`:S}function Tr(e){return new Intl.NumberFormat(`fa-IR`,{maximumFractionDigits:+(e<10),useGrouping:!1}).format(e)}var Er=`حساب من`,Dr=class extends I{#e;constructor(e,t,n){super(n),this.line=t,this.done=``,this.#e=new F(e)}async arrive(e){await this.#n(),this.done=e?`گذرواژه عوض شد و از مرورگرهای دیگر خارج شدید.`:``,this.tell()}async change(e,t,n,r){if(this.done=``,this.line.hangUp(),!await this.attempt(async()=>{if(t!==n)throw new P(422,`not_alike`,`دو گذرواژهٔ تازه یکی نیستند. دوباره بنویسید.`);await this.#e.post(`session/password`,{old:e,new:t,code:r}).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و کد شش رقم داشته باشد.`):e})}))return this.line.listen();history.replaceState(null,``,`#own/changed`),location.reload()}end(e){return this.#t(`آن ورود پایان یافت.`,`sessions/${e}/end`)}endOthers(){return this.#t(`از همهٔ مرورگرهای دیگر خارج شدید.`,`sessions/end`)}async#t(e,t){this.done=``,await this.attempt(()=>this.#e.post(t))&&(await this.#n(),this.done=e,this.tell())}async#n(){await this.attempt(async()=>{this.sessions=await this.#e.get(`sessions`)})}};function Or(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function kr(e){return E(e).replace(/[\s-]/g,``)}var Y={title:`ثبت برای تماس‌گیرنده`,callerSearch:`پرونده‌های تماس‌گیرنده`,callerNumber:`از چه شماره‌ای تماس گرفته است؟`,callerFind:`پیدا کردن پرونده‌ها`,callerNumberWrong:`این شمارهٔ همراه نیست. ۱۱ رقم دارد و با ۰۹ آغاز می‌شود. پرونده‌ها شمارهٔ ثابت ندارند.`,callerNone:`پرونده‌ای با این شماره نیست.`,callerFound:e=>`${e} پرونده با این شماره هست؛ تازه‌ترین در بالا. پیش از گفتن چیزی از آن، کد و رمز را بپرسید.`,callerMany:e=>`${e} پروندهٔ تازه‌تر با این شماره؛ شاید بیش از این باشد. پیش از گفتن چیزی از آن، کد و رمز را بپرسید.`,callerLate:`مهلت گذشته`,takeNumber:`همین شماره در پرونده نوشته شود`,heard:`تماس‌گیرنده چه می‌گوید؟`,heardHint:`گفته‌ها را همان‌طور که می‌شنوید بنویسید؛ بخش‌های زیر خودشان پر می‌شوند و می‌توانید عوضشان کنید.`,reading:`در حال فهمیدن…`,readAgain:`خواندن دوباره`,filledIn:`از گفته‌ها پر شد؛ با تماس‌گیرنده درست بودنش را ببینید.`,notUnderstood:`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`,toAsk:`از تماس‌گیرنده بپرسید:`,questions:{text:`چه پیش آمده است؟`,agency:`این کار با کدام اداره یا سازمان است؟ اگر نمی‌داند، «نمی‌داند» را برگزینید.`,province:`در کدام استان و شهر؟`,caller:`نام شما چیست و با صاحب پرونده چه نسبتی دارید؟`,consent:`اجازه می‌دهید پرونده را ثبت کنم؟`},allKnown:`همهٔ بخش‌های لازم پر است. خلاصه را بخوانید و اجازه بگیرید.`,emergency:(e,t)=>`خطر فوری است: بگویید همین حالا با ${e} (${t}) تماس بگیرد.`,otherLine:(e,t)=>`شاید این موضوع با ${e} (${t}) باشد، نه ۱۲۸.`,matter:`موضوع`,kind:`نوع`,agency:`دستگاه`,agencyUnknown:`نمی‌داند؛ میز ۱۲۸ پیدا می‌کند`,chooseAgency:`برگزینید`,indicator:`شاخص`,noIndicator:`هیچ‌کدام`,province:`استان`,noProvince:`نمی‌گوید`,city:`شهر`,guess:(e,t)=>`شاید دربارهٔ «${e}» از ${t} باشد؛ بپرسید.`,takeGuess:`بله، همین است`,similar:`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`,outageIs:(e,t,n,r)=>`قطعی تأییدشدهٔ ${e} از ${t}؛ پایان: ${n}؛ منبع: ${r}`,endUnknown:`معلوم نیست`,caseIs:(e,t,n,r)=>`پیگیری همان پرونده: ${e}، ${t} نفر، از ${n}، ${r}`,alone:`پروندهٔ خودش جدا رسیدگی شود`,service:`خدمت`,drop:`برداشتن خدمت`,caller:`تماس‌گیرنده`,relation:`برای چه کسی تماس گرفته است؟`,relations:{self:`برای خودش`,family:`برای یکی از خانواده`,guardian:`ولی یا قیم است`,attorney:`وکیل است`,other:`برای کس دیگر`},callerName:`نام تماس‌گیرنده`,identity:`نام شهروند نزد چه کسی بماند؟`,name:`نام شهروند`,mobile:`شماره همراه`,mobileHint:`شماره را برای تماس‌گیرنده بازخوانی کنید.`,nationalId:`کد ملی (اگر می‌گوید)`,sms:`کد رهگیری و رمز به این شماره پیامک شود`,consent:`خلاصه را برایش خواندم و پذیرفت:`,consentLater:`نخست گفته‌ها و دستگاه را بنویسید، تا خلاصه را بخوانید.`,lapsed:`خلاصه پس از رضایت عوض شد. دوباره بخوانید و اجازه بگیرید.`,consents:{spoken:`شفاهی، در همین تماس`,recorded:`شفاهی؛ تماس ضبط شده است`,document:`با وکالت‌نامه یا حکم قیمومت`},statement:`گفتهٔ او هنگام رضایت (اگر می‌نویسید)`,document:`کدام سند؟ شماره و تاریخ وکالت‌نامه یا حکم`,summary:`خلاصه برای خواندن`,summaryLater:`پس از نوشتن گفته‌های تماس‌گیرنده، خلاصه اینجا می‌آید.`,summaryIs:(e,t,n,r)=>`${e} شما ${t?`از ${t}`:`برای یافتن دستگاه مسئول`}${n?`، در ${n}`:``}: «${r}». آیا ثبت کنم؟`,file:`ثبت پرونده`,filing:`در حال ثبت…`,alreadyFiled:`این تماس پیش‌تر ثبت شده است و تغییر آن دیگر ثبت نمی‌شود. پرونده را در «پرونده‌ها» ببینید یا تماس بعدی را آغاز کنید.`,missing:`هنوز کامل نیست:`,needs:{text:`گفته‌های تماس‌گیرنده (دست‌کم سه نویسه)`,agency:`دستگاه، یا «نمی‌داند»`,caller:`نام تماس‌گیرنده`,anonymous:`کسی که برای دیگری تماس گرفته نمی‌تواند ناشناس بماند`,mobile:`شماره همراه درست (۱۱ رقم، با ۰۹ آغاز می‌شود)`,nationalId:`کد ملی درست (۱۰ رقم)`,consent:`رضایت تماس‌گیرنده، پس از خواندن خلاصه`,document:`شماره و تاریخ سندی که با آن پذیرفته است (دست‌کم سه نویسه)`,statement:`گفتهٔ او هنگام رضایت، با دست‌کم سه نویسه یا خالی`},filed:`پرونده ثبت شد`,readAloud:`این‌ها را بخش‌بخش بخوانید و بخواهید بازخوانی کند.`,part:e=>`بخش ${e}`,code:`کد رهگیری`,pin:`رمز`,pinHint:`رمز فقط همین یک بار دیده می‌شود.`,due:(e,t)=>`${e} تا ${t} وقت دارد پاسخ دهد.`,smsSent:`کد و رمز پیامک می‌شود.`,print:`چاپ رسید`,next:`تماس بعدی`,see:`دیدن پرونده`},Ar=class extends I{#e;constructor(e,t){super(t),this.typed=``,this.mobile=``,this.cases=[],this.faults=new W,this.#e=new F(e)}type(e){[this.typed,this.mobile]=[e,``],this.faults.clear(),this.tell()}async find(){let{typed:e}=this;await this.attempt(async()=>{let t=await this.faults.guard({mobile:Y.callerNumberWrong},`mobile`,()=>this.#e.post(`callers`,{mobile:e}));e===this.typed&&([this.mobile,this.cases]=[t.mobile,t.cases])}),this.faults.first&&await R(`#caller-number`)}next(){[this.typed,this.mobile,this.cases,this.notice]=[``,``,[],``],this.faults.clear()}},jr=/^.{1,2}$/,Mr=/^(\+98|0)9\d{9}$/,Nr={text:``,kind:`complaint`,agency_id:``,indicator:``,province:``,city:``,service_id:``,follow:``,relation:`self`,caller_name:``,identity:`sealed`,name:``,mobile:``,national_id:``,sms:!0,consent:``,agreedTo:``,statement:``},Pr=class extends I{#e;#t;#n;#r;#i;constructor(e,t,n){super(n),this.terms=t,this.form={...Nr},this.isReading=!1,this.isFiling=!1,this.isTried=!1,this.filled=new Set,this.#t=new Set,this.#n=crypto.randomUUID(),this.#i=0,this.#e=new F(e),this.calls=new Ar(e,n)}set(e,t){this.form={...this.form,[e]:t},this.#t.add(e),this.filled.delete(e),e===`province`&&(this.form.city=``),e===`text`&&this.#a(),this.tell()}agree(e){let t=this.isAgreed?this.form.statement:``;this.form={...this.form,consent:e,agreedTo:this.summary,statement:t},this.tell()}get isAgreed(){return this.isReadable&&this.form.consent!==``&&this.form.agreedTo===this.summary}get hasLapsed(){return this.form.consent!==``&&!this.isAgreed}get isReadable(){return this.form.text.trim().length>=3&&!!this.form.agency_id}takeGuess(){let e=this.heard?.service;e&&(this.set(`service_id`,e.id),this.set(`agency_id`,e.agency.id))}async read(){clearTimeout(this.#r);let e=this.form.text.trim();if(e.length<3)return;let t=++this.#i;this.isReading=!0,this.tell(),await this.attempt(async()=>{let n=await this.#e.post(`heard`,{text:e});t===this.#i&&this.#o(n)}),t===this.#i&&(this.isReading=!1),this.tell()}get questions(){let{form:e}=this,t={text:e.text.trim().length<3,agency:!e.agency_id,province:!e.province&&!this.#t.has(`province`),caller:e.relation!==`self`&&!e.caller_name.trim(),consent:!this.isAgreed};return Object.keys(t).filter(e=>t[e])}get needs(){let{form:e}=this,t=e.relation!==`self`,n=e.identity===`anonymous`,r={text:e.text.trim().length<3,agency:!e.agency_id,caller:t&&e.caller_name.trim().length<2,anonymous:t&&n,mobile:!n&&!!e.mobile&&!Mr.test(kr(e.mobile)),nationalId:!n&&!!e.national_id&&!/^\d{10}$/.test(kr(e.national_id)),consent:!this.isAgreed,document:this.isAgreed&&e.consent===`document`&&e.statement.trim().length<3,statement:this.isAgreed&&e.consent!==`document`&&jr.test(e.statement.trim())};return Object.keys(r).filter(e=>r[e])}get summary(){let{form:e}=this,t=this.terms(),n=t?.kinds.find(({id:t})=>t===e.kind)?.title??``,r=t?.agencies.find(({id:t})=>t===e.agency_id)?.title??``,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `);return Y.summaryIs(n,r,i,e.text.trim())}async file(){if(this.isTried=!0,this.tell(),this.needs.length||this.isFiling)return!1;this.isFiling=!0;let e=await this.attempt(async()=>{try{this.receipt=await this.#e.post(`cases`,function(e,t){let n=e.identity===`anonymous`,r=kr(e.mobile),i=Or({mobile:r,name:e.name.trim(),national_id:kr(e.national_id)}),a=e.relation!==`self`;return{...Or({kind:e.kind,agency_id:e.agency_id===`-`?``:e.agency_id,indicator:e.kind===`praise`?``:e.indicator,province:e.province,city:e.city.trim(),service_id:e.service_id,follow:e.follow,description:e.text.trim(),identity:e.identity}),...n||!Object.keys(i).length?{}:{contact:i},mandate:Or({relation:e.relation,consent:e.consent,statement:e.statement.trim(),caller_name:a?e.caller_name.trim():``}),sms:e.sms&&t&&!n&&!!r}}(this.form,!!this.terms()?.sends_sms),this.#n)}catch(e){throw!(e instanceof P)||e.code!==`key_reused`?e:new P(e.status,e.code,Y.alreadyFiled)}});return this.isFiling=!1,this.tell(),e}next(){clearTimeout(this.#r),this.#i+=1,this.form={...Nr},this.calls.next(),this.heard=this.receipt=void 0,this.isTried=this.isReading=!1,this.filled.clear(),this.#t.clear(),this.#n=crypto.randomUUID(),this.notice=``,this.tell()}#a(){clearTimeout(this.#r),this.#r=setTimeout(()=>{this.read()},700)}#o(e){this.heard=e,[...e.similar?.outages??[],...e.similar?.cases??[]].map(({offer:e})=>e).includes(this.form.follow)||(this.form={...this.form,follow:``});let t={...e.kind?{kind:e.kind}:{},...e.agency?{agency_id:e.agency.id}:{},...e.indicator?{indicator:e.indicator}:{},...e.province?{province:e.province,city:e.city??``}:{},...e.contact};for(let[e,n]of Object.entries(t)){let t=e===`city`&&this.#t.has(`province`);this.#t.has(e)||t||!n||(this.form={...this.form,[e]:n},this.filled.add(e))}}},Fr=[`name`,`mobile`,`national_id`];function Ir(e,t,n,r){let i=`${e.form[t]}`;return y`<label class="wide">${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(([e,t])=>y`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}function Lr(e,t,n,{maxlength:r,isNumber:i,hint:a}){return y`<label class="wide ${e.filled.has(t)?`filled`:``}">${n}
    <input id="phone-${t}" maxlength=${r} dir=${i?`ltr`:`auto`} inputmode=${i?`numeric`:`text`}
      autocomplete="off" .value=${`${e.form[t]}`} aria-describedby=${a?`hint-${t}`:S}
      @input=${n=>e.set(t,n.target.value)}></label>
    ${a&&e.form[t]?y`<p class="soft wide" id="hint-${t}">${a}</p>`:S}`}function Rr(e,t){return y`<h3>${e}</h3>
    <ol class="dictated" dir="ltr" aria-label=${e}>
      ${t.map(({signs:e,spoken:t},n)=>y`<li><small>${Y.part(O(n+1))}</small><b>${e}</b><span dir="rtl">${t}</span></li>`)}
    </ol>`}var zr=[`kind`,`agency_id`,`indicator`,`province`,`city`];function Br(e,t,n,r){let i=`${e.form[t]}`;return y`<label class=${e.filled.has(t)?`filled`:``}>${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(({id:e,title:t})=>y`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}var X={title:`پاسخ‌های آماده`,hint:`آنچه زیاد گفته می‌شود را یک بار بنویسید. پاسخ در کادر پاسخ می‌نشیند و پیش از فرستادن می‌شود تغییرش داد.`,find:`جست‌وجو در پاسخ‌های آماده`,words:`واژه‌ای از عنوان یا متن`,whose:`از آنِ`,all:`همه`,own:`خودم`,shared:`مشترک`,retired:`کنار گذاشته‌ها`,show:`نشان بده`,none:`پاسخ آماده‌ای با این ویژگی‌ها نیست.`,nothingYet:`هنوز پاسخ آماده‌ای نیست. نخستین را در پایین بنویسید.`,list:`فهرست پاسخ‌های آماده`,by:(e,t)=>`${e}، ${t}`,since:e=>`از ${e}`,keep:`ساختن و ویرایش پاسخ‌های آماده`,edit:`ویرایش`,editOf:e=>`ویرایش «${e}»`,retire:`کنار گذاشتن`,retireOf:e=>`کنار گذاشتن «${e}»`,restore:`برگرداندن`,restoreOf:e=>`برگرداندن «${e}»`,newTitle:`پاسخ آمادهٔ تازه`,changeTitle:`ویرایش پاسخ آماده`,name:`عنوان`,text:`متن`,forAll:`برای همهٔ کارشناسان`,forMe:`فقط برای خودم`,isShared:`چه کسانی آن را می‌بینند؟`,places:`جای خالی`,placesHint:`با زدن هر نام، جای خالی‌اش در متن می‌نشیند و هنگام پاسخ با آنچه در گفت‌وگو هست پر می‌شود.`,put:e=>`گذاشتن {${e}} در متن`,preview:`شهروند چنین چیزی می‌بیند`,emptyPreview:`متن را بنویسید تا این‌جا ببینید.`,save:`ذخیره شود`,cancel:`انصراف`,added:`پاسخ آماده ساخته شد.`,changed:`پاسخ آماده تغییر کرد.`,wasRetired:`پاسخ آماده کنار گذاشته شد. هر وقت بخواهید از «کنار گذاشته‌ها» برمی‌گردد.`,restored:`پاسخ آماده برگشت.`,unfilled:e=>`جای «${e}» در پاسخ خالی است. آن را بنویسید یا بردارید و دوباره بفرستید.`,faults:{title:`عنوان باید ۲ تا ۸۰ نویسه باشد.`,text:`متن باید ۲ تا ۲۰۰۰ نویسه باشد.`}},Vr=class extends I{#e;constructor(e,t,n,r,i){super(i),this.mayShare=t,this.mayOwn=n,this.told=r,this.wanted={words:``,whose:``,retired:!1},this.text=``,this.done=``,this.faults=new W,this.#e=new F(e)}async arrive(){this.done=``,await this.#r()}async find(e){this.done=``,this.wanted=e,await this.#r()}async edit(e){this.faults.clear(),[this.open,this.text]=[e,e?.text??``],this.tell(),await R(`.ready [name=title]`)}write(e){this.text=e,this.faults.clear(),this.tell()}async save(e,t){let{open:n,text:r}=this,i={title:e,text:r};this.done=``;let a=()=>n?this.#t(n,i):this.#e.post(`ready-answers`,{...i,is_shared:t}),o=await this.attempt(()=>this.faults.guard(X.faults,`text`,a));return this.faults.first&&await R(`.ready [name=${this.faults.first}]`),!!o&&([this.open,this.text]=[void 0,``],await this.#n(n?X.changed:X.added),!0)}async#t(e,t){let{id:n,version:r}=e;await this.#e.post(`ready-answers/${n}/change`,{...t,version:r}).catch(async t=>{throw t instanceof P&&t.version&&(this.open={...e,version:t.version},await this.#r()),t})}async retire({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/retire`))&&await this.#n(X.wasRetired)}async restore({id:e}){await this.attempt(()=>this.#e.post(`ready-answers/${e}/restore`))&&await this.#n(X.restored)}async#n(e){await this.#r(),this.done=e,this.told(),this.tell()}#r(){let{words:e,whose:t,retired:n}=this.wanted,r=new URLSearchParams(Object.entries({words:e,whose:t,retired:n?`true`:``}).filter(([,e])=>e));return this.attempt(async()=>{this.list=await this.#e.get(`ready-answers?${r}`)})}},Hr=/\{([^{}\n]+)\}/g,Ur=new Intl.DateTimeFormat(`fa-IR`,{calendar:`persian`,timeZone:`Asia/Tehran`,day:`numeric`,month:`long`,year:`numeric`});function Wr(e,t){return e.replace(Hr,(e,n)=>t(n)??e)}function Gr(e,t){return t.find(({name:t})=>e.includes(`{${t}}`))?.name}function Kr(e){let t=Ur.formatToParts(e),n=e=>t.find(t=>t.type===e)?.value??``;return`${n(`day`)} ${n(`month`)} ${n(`year`)}`}var Z={title:`دفتر میز`,hint:`هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر و گرفتن خروجی هم ثبت می‌شود.`,person:`چه کسی`,everybody:`همه`,action:`چه کاری`,anything:`هر کاری`,since:`از روز`,until:`تا روز`,bothDays:`هر دو روز به شمار می‌آید و خالی یعنی بی‌کران.`,code:`کد رهگیری پرونده`,show:`نشان بده`,save:`خروجی CSV`,saved:`خروجی ذخیره شد. گرفتن آن هم در دفتر آمد.`,table:`نوشته‌های دفتر`,when:`کی`,about:`دربارهٔ`,caseIs:`پرونده`,talkIs:`گفت‌وگو`,none:`نوشته‌ای با این ویژگی‌ها نیست.`,more:`پیش‌تر`,faults:{since:ft,until:ft,tracking_code:`این کد رهگیری نیست. هشت نویسه دارد، مانند ⁦7KQ2-M9XT⁩.`}},qr=class extends I{#e;#t;constructor(e,t){super(t),this.done=``,this.faults=new W,this.#t={account_id:``,action:``,since:``,until:``,tracking_code:``},this.#e=new F(e)}async arrive(){this.terms||(await this.attempt(async()=>{this.terms=await this.#e.get(`audit/terms`)}),await this.show(this.#t))}async show(e){this.#t=e,await this.#n(async()=>{this.entries=this.next=void 0,this.entries=await this.#r()})}more(){return this.#n(async()=>{this.entries=[...this.entries??[],...await this.#r(this.next)]})}async save(e){await this.#n(async()=>{let t=URL.createObjectURL(await this.#e.file(`audit.csv?${Jr(e)}`));Object.assign(document.createElement(`a`),{href:t,download:`desk-record.csv`}).click(),URL.revokeObjectURL(t),this.done=Z.saved})}async#n(e){this.done=``,await this.attempt(()=>this.faults.guard(Z.faults,`until`,e)),this.faults.first&&await R(`.record [name=${this.faults.first}]`)}async#r(e){let t=Jr(this.#t);e&&t.set(`before`,`${e}`);let n=await this.#e.get(`audit?${t}`);return this.next=n.next,n.entries}};function Jr(e){return new URLSearchParams(Object.entries(e).filter(([,e])=>e))}var Yr=`record-day-hint`,Xr={talks:`گفت‌وگوها`,cases:`پرونده‌ها`,phone:`ثبت تلفنی`,upkeep:`نگهداری`,outages:`قطعی‌ها`,themes:`پرسش‌های باز`,record:`دفتر میز`,situation:`وضعیت`,periods:`دوره‌ها و کارنامه`,calls:`تماس‌های قرعه`,ready:`پاسخ‌های آماده`,accounts:`حساب‌ها`,keys:`کلیدها`,own:`حساب من`},Zr=`کلیدهای میان‌بر`,Qr=[{title:`همه‌جا`,keys:[[`Alt+1 … Alt+9`,`رفتن به بخش‌ها`],[`?`,`همین فهرست`],[`Esc`,`بستن یا بازگشت`]]},{title:`گفت‌وگوها`,keys:[[`Alt+N`,`گرفتن نفر بعدی`],[`Alt+R`,`نوشتن پاسخ`],[`Alt+S`,`جست‌وجوی خدمت`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Enter`,`فرستادن پاسخ`]]},{title:`پرونده‌ها`,keys:[[`Alt+S`,`جست‌وجو`],[`↑ ↓`,`رفتن در فهرست`],[`Alt+N`,`پروندهٔ بعدی فهرست`],[`Alt+R`,`ارجاع`],[`Alt+A`,`پاسخ دستگاه`],[`Alt+Q`,`پرسش از شهروند`],[`Alt+M`,`برگرداندن به میز`],[`Alt+Y`,`یادداشت`],[`Alt+J`,`پیوستن به پروندهٔ دیگر`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`]]},{title:`وضعیت`,keys:[[`← ↑ → ↓`,`رفتن میان استان‌های نقشه`],[`Enter`,`پرونده‌های آن استان`]]},{title:`پرسش‌های باز`,keys:[[`↑ ↓`,`رفتن در فهرست`],[`Alt+R`,`نام موضوع`],[`Esc`,`بازگشت به فهرست`]]},{title:`ثبت تلفنی`,keys:[[`Alt+S`,`نوشتن گفته‌ها`],[`Alt+R`,`خواندن دوبارهٔ گفته‌ها`],[`Alt+C`,`شمارهٔ تماس‌گیرنده`],[`Ctrl+Enter`,`ثبت پرونده`],[`Alt+N`,`تماس بعدی`]]}],$r=`help`;function ei(){let e=document.getElementById($r);e?.open?e.close():e?.showModal()}function ti(e){e.target===e.currentTarget&&e.currentTarget.close()}function ni(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){for(t=!0;n;)n=!1,await e();t=!1}}}var ri=3200,ii=class extends I{#e;#t;#n;#r;#i;#a;constructor(e,t,n){super(n),this.mayReadCases=t,this.nearest=[],this.measure=`waiting`,this.#t=ni(()=>this.#o()),this.#i=!1,this.#a=!1,this.#e=new F(e)}get agency(){return this.#n}arrive(e){return e!==this.#n&&(this.found=void 0),[this.#n,this.#i]=[e,!0],this.#t()}leave(){this.#i=!1,clearTimeout(this.#r)}heard(){this.#i&&this.#s(ri)}show(e){this.measure=e,this.tell()}point(e){this.pointed!==e&&(this.pointed=e,this.tell())}async#o(){let e=this.#n,t=e?`?agency_id=${encodeURIComponent(e)}`:``;await this.attempt(async()=>{let n=await this.#e.get(`situation${t}`),r=this.mayReadCases?await this.#e.get(`cases${t||`?`}&due_in_h=72`):[];e===this.#n&&([this.found,this.nearest]=[n,r.slice(0,8)])}),this.#i&&this.#s(3e4)}#s(e){e===ri&&this.#a||(clearTimeout(this.#r),this.#a=e===ri,this.#r=setTimeout(()=>{this.#a=!1,this.#t()},e))}},ai=`نقش`,oi={operator:`کارشناس`,supervisor:`سرپرست`,clerk:`کارشناس دستگاه`,auditor:`بازرس`,editor:`ویراستار`,administrator:`مدیر سامانه`,observer:`ناظر`},si={operator:`به شهروندان پاسخ می‌دهد، پرونده‌ها را ارجاع می‌دهد و تلفنی ثبت می‌کند.`,supervisor:`کار کارشناس، و نیز وضعیت، آمار، تعطیلی‌ها، کارهای مانده و پاسخ‌های آمادهٔ مشترک.`,clerk:`فقط پرونده‌ها و آمار یک دستگاه را می‌بیند و پاسخ می‌دهد.`,auditor:`همه‌چیز را بی‌نام می‌بیند و دفتر میز را می‌خواند؛ چیزی را تغییر نمی‌دهد.`,editor:`پرسش‌های باز و دانسته‌های دستیار را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,administrator:`حساب‌ها، کلیدها، کارهای مانده و تعطیلی‌ها را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,observer:`فقط آمار و وضعیت را می‌بیند.`},ci=`وضعیت`,li={active:`فعال`,invited:`دعوت شده`,lapsed:`دعوت بی‌پاسخ`,disabled:`بسته`},ui=`آخرین کار`,di=`بازگشت به فهرست`,fi={login:`نام کاربری باید ۳ تا ۶۴ نویسه و از حروف لاتین، رقم، نقطه، خط تیره یا زیرخط باشد.`,name:`نام باید ۳ تا ۱۰۰ نویسه باشد.`,role:`نقش را انتخاب کنید.`,agency_id:`برای کارشناس دستگاه، دستگاهش را انتخاب کنید.`},pi={words:``,role:``,agency_id:``,state:``},mi=class extends I{#e;constructor(e,t){super(t),this.isNew=!1,this.wanted={...pi},this.number=1,this.role=`operator`,this.done=``,this.faults=new W,this.#e=new F(e)}async arrive(e){[this.account,this.asked,this.once,this.done]=[void 0,void 0,void 0,``],this.faults.clear(),this.isNew=e===`new`,this.role=`operator`,e&&!this.isNew?await this.#o(e):this.isNew?this.tell():await this.#s()}find(e){return this.wanted=e,this.turn(1)}turn(e){return this.number=e,this.#s()}choose(e){this.role=e,this.tell()}ask(e){this.asked=e,this.tell()}hide(){this.once=void 0,this.tell()}async invite(e){return this.done=``,this.#n(async()=>this.#r(await this.#e.post(`accounts`,e)))}async change(e){let{account:t}=this;if(t){if(this.done=``,e.name===t.name&&e.role===t.role&&e.agency_id===t.agency_id)return this.#a(`چیزی تغییر نکرده است.`);await this.#n(()=>this.#e.post(`accounts/${t.id}/change`,e))&&await this.#i(`حساب تغییر کرد.`)}}enable(){return this.#t(`enable`,`حساب باز شد و با همان گذرواژه کار می‌کند.`)}async take(e){if(e!==`renew`)return this.#t(e,e===`disable`?`حساب بسته شد.`:`همهٔ ورودهای این حساب پایان یافت.`);let{account:t}=this;this.asked=void 0;let n=await this.attempt(async()=>this.#r(await this.#e.post(`accounts/${t?.id}/renew`)));n&&await this.#i(``),n&&await R(`#once-title`)}async#t(e,t){let{account:n}=this;[this.done,this.asked]=[``,void 0],await this.attempt(()=>this.#e.post(`accounts/${n?.id}/${e}`))&&await this.#i(t),await R(`#account-title`)}async#n(e){let t=await this.attempt(()=>this.faults.guard(fi,`agency_id`,e));return this.faults.first&&await R(`.staff [name=${this.faults.first}]`),t}#r({account:e,link:t,until_fa:n}){var r,i;this.once={title:(i=e.name,`پیوند دعوت برای ${i}`),text:t,hint:(r=n,`این پیوند فقط همین یک بار نشان داده می‌شود و تا ${r} کار می‌کند. آن را فقط به دست خود او برسانید.`)}}async#i(e){this.account&&await this.#o(this.account.id),this.#a(e)}#a(e){this.done=e,this.tell()}#o(e){return this.attempt(async()=>{this.account=await this.#e.get(`accounts/${encodeURIComponent(e)}`),this.role=this.account.role})}#s(){let e=new URLSearchParams({page:`${this.number}`});for(let[t,n]of Object.entries(this.wanted))n&&e.set(t,n);return this.attempt(async()=>{this.page=await this.#e.get(`accounts?${e}`)})}};function hi(e,t,n,r){let{faults:i,role:a}=e;return y`<div><label>${`نام`}<input name="name" required maxlength="100" autocomplete="off" .value=${t?.name??``}
      aria-invalid=${!!i.of(`name`)} aria-describedby=${K(i,`name`)}></label>${G(i,`name`)}</div>
    <div><label>${ai}<select name="role" ?disabled=${r} aria-describedby="role-hint" @change=${t=>e.choose(t.target.value)}>
      ${nr(Object.entries(oi),a)}</select></label><p class="soft" id="role-hint">${si[a]}</p></div>
    ${a===`clerk`?ar(i,n,t?.agency_id??``):S}`}var gi={"sign-out":`از همهٔ مرورگرها خارج می‌شود. نوشته‌های فرستاده‌نشده‌اش از دست می‌رود.`,renew:`گذرواژه و کدساز کنونی از کار می‌افتد و از همه‌جا خارج می‌شود. برای گوشی گم‌شده، گذرواژهٔ فراموش‌شده یا دعوت بی‌پاسخ است.`,disable:`از همه‌جا خارج می‌شود و دیگر نمی‌تواند وارد شود. گفت‌وگوهای در دستش به صف برمی‌گردد. هر وقت بخواهید دوباره باز می‌کنید.`},Q=`/api/v1/desk`,_i=class{constructor(e=``){this.csrf=e,this.queue=()=>this.#e(`${Q}/queue`),this.colleagues=()=>this.#e(`${Q}/colleagues`),this.look=e=>this.#e(`${Q}/conversations/${e}`),this.suggestions=e=>this.#e(`${Q}/conversations/${e}/suggestions`),this.take=e=>this.#t(`${Q}/conversations/${e}/take`),this.release=e=>this.#t(`${Q}/conversations/${e}/release`),this.close=(e,t)=>this.#t(`${Q}/conversations/${e}/close`,{reason:t}),this.note=(e,t)=>this.#t(`${Q}/conversations/${e}/note`,{text:t}),this.types=e=>this.#t(`${Q}/conversations/${e}/typing`),this.presence=()=>this.#t(`${Q}/presence`)}transfer(e,t){return this.#t(`${Q}/conversations/${e}/transfer`,{account_id:t})}reply(e,t,n){return this.#t(`${Q}/conversations/${e}/reply`,t,{"Idempotency-Key":n})}reveal(e,t){return this.#t(`${Q}/conversations/${e}/turns/${t}/reveal`)}redact(e,t,n){return this.#t(`${Q}/conversations/${e}/redact`,{words:t,reason:n})}async services(e){return(await this.#e(`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`)).results}signIn(e,t,n){return this.#t(`${Q}/session`,{login:e,password:t,code:n})}async signOut(){return(await this.#n(`${Q}/session`,{method:`DELETE`}))?.continue_at}beginEnrolment(e){return this.#t(`${Q}/enrolment/begin`,{token:e})}enrol(e,t,n){return this.#t(`${Q}/enrolment`,{token:e,password:t,code:n})}#e(e){return this.#n(e,{})}#t(e,t={},n={}){return this.#n(e,{method:`POST`,body:JSON.stringify(t),headers:{"Content-Type":`application/json`,...n}})}#n(e,t){return Pt(this.csrf,e,t)}},vi=class{constructor(){this.answers=[],this.placeholders=[]}async read(){let{answers:e,placeholders:t}=await new F(``).get(`canned`);[this.answers,this.placeholders]=[e,t]}},yi=class{#e=``;constructor(e,t){this.ask=e,this.changed=t}async follow(e){let t=e?.is_mine?e.conversation_id:``,n=t&&`${t}/${function({events:e}){return e.filter(({data:e})=>e.role===`citizen`).at(-1)?.id??0}(e)}`;if(n===this.#e||(t!==this.#e.split(`/`)[0]&&(this.shown=void 0),this.#e=n,!t))return;let r=await this.ask(t).catch(()=>{});n===this.#e&&(this.shown=r,this.changed())}},bi=class{#e=new Map;#t=new Map;constructor(e,t){this.tell=e,this.changed=t}writes(e){Date.now()<(this.#e.get(e)??0)||(this.#e.set(e,Date.now()+3e3),this.tell(e).catch(()=>{}))}said(e){this.#e.delete(e)}heard(e,t){this.#t.set(e,Date.now()+1e3*t),setTimeout(this.changed,1e3*t),this.changed()}stop(e){this.#t.delete(e)}isShown(e){return Date.now()<(this.#t.get(e)??0)}},xi=class{#e;#t;#n;#r;#i;constructor(e,t){this.session=e,this.redraw=t,this.queue={waiting:[],mine:[],others:[]},this.sheet=`none`,this.ready=new vi,this.marked=``,this.revealed=new Map,this.drafts=new Map,this.notice=``,this.isLineDown=!1,this.listeners=new Map,this.#t=Date.now(),this.#r=new Map,this.#i=ni(async()=>{this.talk&&await this.#l(this.talk.conversation_id).catch(()=>{}),this.changed()}),this.#e=new _i(e.csrf_token),this.suggestions=new yi(e=>this.#e.suggestions(e),t),this.typing=new bi(e=>this.#e.types(e),t)}changed(){this.suggestions.follow(this.talk),this.redraw()}may(e){return this.session.account.permissions.includes(e)}get canAnswer(){return this.may(`answer_citizens`)}get canRedact(){let e=!!this.talk?.is_mine||this.may(`read_all_conversations`);return!!this.talk&&e&&this.may(`reveal_personal_data`)}async start(){this.listen(),this.canAnswer&&(setInterval(()=>{this.#m()},2e4),await this.#g(()=>this.ready.read()))}hangUp(){this.#n?.close()}listen(){let e=new EventSource(`/api/v1/desk/events`);this.#n=e,e.addEventListener(`queue`,e=>this.#u(JSON.parse(e.data))),e.addEventListener(`said`,e=>this.#p(JSON.parse(e.data)));for(let[t,n]of this.listeners)e.addEventListener(t,e=>n(JSON.parse(e.data)));e.addEventListener(`typing`,e=>this.#f(JSON.parse(e.data))),e.addEventListener(`signed_out`,()=>location.assign(`/desk/sign-in`)),e.onopen=()=>this.#_(!1),e.onerror=()=>this.#_(!0)}touch(){this.#t=Date.now()}open(e){return this.#g(async()=>this.#s(await this.#e.look(e)))}leave(){this.talk=void 0,this.#c(),this.changed()}take(e){return this.#g(async()=>this.#s(await this.#e.take(e)))}async takeNext(){let e=this.queue.waiting[0];e&&this.canAnswer&&await this.take(e.conversation_id)}release(){return this.#o(e=>this.#e.release(e))}close(e){return this.#o(t=>this.#e.close(t,e))}transfer(e){return this.#o(t=>this.#e.transfer(t,e))}async say(e){let t=this.talk?.conversation_id;t&&e.trim()&&(await this.#a(t,{text:e.trim()})&&this.drafts.delete(t),this.changed())}async sendCard(e){let t=this.talk?.conversation_id;t&&await this.#a(t,{service_id:e.id})&&(this.found=void 0,this.changed())}search(e){return this.#g(async()=>{this.found=e.trim()?await this.#e.services(e.trim()):void 0})}async note(e){let t=this.talk?.conversation_id;return!(!t||!e.trim()||(await this.#g(async()=>{await this.#e.note(t,e.trim()),await this.#l(t)}),this.notice))}async redact(e,t){let n=this.talk?.conversation_id;if(!n)return!1;let r=!1;return await this.#g(async()=>{await this.#e.redact(n,e,t),r=!0,this.revealed.clear(),this.sheet=`none`,await this.#l(n),this.notice=`واژه‌ها از گفت‌وگو حذف شد.`}),r}reveal(e){return this.#g(async()=>{if(!this.talk)return;let{text:t}=await this.#e.reveal(this.talk.conversation_id,e);this.revealed.set(e,t)})}draft(e){this.talk&&(this.drafts.set(this.talk.conversation_id,e),e&&this.typing.writes(this.talk.conversation_id)),this.changed()}showSheet(e){this.sheet=e,e===`transfer`&&this.#h(),this.changed()}async signOut(){let e;await this.#g(async()=>{e=await this.#e.signOut()}),this.notice||location.assign(e??`/desk/sign-in`)}async#a(e,t){let n=`${e} ${JSON.stringify(t)}`,r=this.#r.get(n)??crypto.randomUUID();return this.#r.set(n,r),await this.#g(async()=>{await this.#e.reply(e,t,r),this.#r.delete(n),this.typing.said(e),await this.#l(e)}),!this.notice}async#o(e){let t=this.talk?.conversation_id;t&&await this.#g(async()=>{await e(t),this.leave()})}#s(e){e.conversation_id!==this.talk?.conversation_id&&this.#c(),this.talk=e}#c(){this.sheet=`none`,this.found=void 0,this.revealed.clear()}async#l(e){let t=await this.#e.look(e);this.talk?.conversation_id===e&&(this.talk=t)}#u(e){this.queue=e;let{talk:t}=this;t&&this.#d(t,e),this.changed()}async#d(e,t){let n=[...t.waiting,...t.mine,...t.others].find(({conversation_id:t})=>t===e.conversation_id),r=t.mine.some(({conversation_id:t})=>t===e.conversation_id);if(e.is_mine&&!r)return e.is_mine=!1,e.owner=n?.owner??`bot`,delete e.owner_name,this.sheet=`none`,this.#v(`این گفت‌وگو دیگر در دست شما نیست.`);let i=e.events.at(-1)?.id??0;n&&(n.last_event_id>i||n.owner!==e.owner)&&await this.#g(()=>this.#l(e.conversation_id))}#f(e){this.typing.heard(e.conversation_id,e.for_s)}#p(e){let{talk:t}=this;e.event.data.role===`citizen`&&this.typing.stop(e.conversation_id),t?.conversation_id===e.conversation_id&&(e.event.id>(t.events.at(-1)?.id??0)&&t.events.push(e.event),this.changed(),e.event.data.role===`citizen`&&this.#i())}async#m(){this.sheet===`transfer`&&this.#h(),Date.now()-this.#t>6e5||await this.#e.presence().catch(()=>{})}async#h(){this.colleagues=await this.#e.colleagues().catch(()=>this.colleagues),this.changed()}async#g(e){try{this.notice=``,await e()}catch(e){let t=e instanceof P?e:new P(0,``,D);t.code===`not_signed_in`&&location.assign(`/desk/sign-in`),this.notice=t.detail}this.changed()}#_(e){this.isLineDown=e,this.changed()}#v(e){this.notice=e,this.changed()}},$={dead:`کارهای مانده`,deadHint:`این کارها چند بار تلاش شد و نشد. سبب را برطرف کنید، سپس دوباره به کار بیندازید.`,noDead:`هیچ کاری نمانده است.`,retryKind:(e,t)=>`دوباره: ${e} (${t})`,retry:`دوباره`,retryOf:e=>`کار ${e} دوباره`,revived:`دوباره در نوبت است.`,table:`جدول کارهای مانده`,job:`کار`,attempts:`تلاش‌ها`,died:`مانده از`,error:`چرا نشد`,details:`متن خطا`,drop:`کنار گذاشتن`,dropOf:e=>`کنار گذاشتن کار ${e}`,dropWhy:`چرا دیگر لازم نیست؟`,dropHint:`این کار دیگر انجام نمی‌شود. دلیل در همین صفحه می‌ماند؛ نام و شمارهٔ کسی را در آن ننویسید.`,dropNow:`کنار گذاشته شود`,wasDropped:`کار کنار گذاشته شد.`,dropped:`کنار گذاشته‌های اخیر`,cancel:`انصراف`,why:`دلیل باید ۳ تا ۵۰۰ نویسه باشد.`,caseIs:`پرونده`,sms:`پیامک`,since:`از`,credit:`اعتبار`,creditLow:`کم است؛ حساب را شارژ کنید تا پیامک‌ها نمانند.`,week:`در هفت روز گذشته`,delivered:e=>`${e} رسیده`,undelivered:e=>`${e} نرسیده`,open:e=>`${e} در راه`,closures:`تعطیلی‌های ناگهانی`,closuresHint:`مهلت پرونده‌های باز با هر تعطیلی جابه‌جا می‌شود و به شهروندان خبر داده می‌شود.`,noClosures:`تعطیلی‌ای ثبت نشده است.`,province:`استان`,everywhere:`سراسر کشور`,begins:`از`,ends:`تا`,wholeDay:`روزِ تنها تا پایانش به شمار می‌آید.`,reason:`دلیل`,reasons:{cold:`سرما`,heat:`گرما`,smog:`آلودگی هوا`,dust:`گرد و غبار`,storm:`توفان و برف`,power:`کمبود برق`,gas:`کمبود گاز`,water:`کمبود آب`,other:`دلیل دیگر`},source:`چه کسی اعلام کرده است؟ (بهتر است نشانی صفحه باشد)`,add:`ثبت تعطیلی`,added:`تعطیلی ثبت شد؛ مهلت‌ها جابه‌جا می‌شود.`,end:`لغو`,endWhy:`چرا لغو می‌شود؟`,endNow:`تعطیلی لغو شود`,withdrawn:`لغوشده‌ها`,withdrawnAt:e=>`لغو: ${e}`,faults:{province:`استان را از فهرست بردارید، یا «سراسر کشور» بنویسید.`,begins:ft,ends:pt,source:`بنویسید چه کسی اعلام کرده است، ۳ تا ۵۰۰ نویسه.`,reason:`دلیل را انتخاب کنید.`},endOf:e=>`لغو تعطیلی ${e}`,ended:`تعطیلی لغو شد؛ مهلت‌ها به جای خود برمی‌گردد.`,over:`گذشته`},Si=class extends I{#e;constructor(e,t,n,r){super(r),this.mayRevive=t,this.mayClose=n,this.withdrawn=[],this.faults=new W,this.provinces=[],this.done=``,this.deadCount=0,this.#e=new F(e)}async read(){await this.attempt(async()=>{let[e,t,n]=await Promise.all([this.mayRevive?this.#e.get(`jobs`):void 0,this.mayClose?this.#e.get(`closures`):void 0,this.mayClose?this.#e.get(`closures/withdrawn`):[]]);[this.dead,this.closures,this.withdrawn]=[e,t,n]})}offer(e){e&&(this.provinces=e.provinces.map(({name:e})=>e))}heard(e){this.deadCount=e.dead_jobs??0,this.dead||this.closures?this.read():this.tell()}retry(e){return this.#t($.revived,()=>this.#e.post(`jobs/${e}/retry`))}retryKind(e){return this.#t($.revived,()=>this.#e.post(`jobs/retry`,{kind:e}))}async close(e){let t=await this.#t($.added,()=>this.faults.guard($.faults,`ends`,()=>this.#e.post(`closures`,e)));return this.faults.first&&await R(`.closing [name=${this.faults.first}]`),t}ask(e){this.ending=e,this.faults.clear(),this.tell(),e&&R(`#ending-why`)}async end(e){let{ending:t}=this;if(!t)return;let n=t.what===`jobs`?`jobs/${t.id}/drop`:`closures/${t.id}/end`,r=t.what===`jobs`?$.wasDropped:$.ended;await this.#t(r,()=>this.faults.guard({reason:$.why},`reason`,()=>this.#e.post(n,{reason:e})))?(this.ask(void 0),await R(t.what===`jobs`?`#dead-title`:`#closures-title`)):await R(`#ending-why`)}async#t(e,t){return this.done=``,!!await this.attempt(async()=>{await t()})&&(await this.read(),this.done=e,this.tell(),!0)}},Ci=`closing-day-hint`;function wi(e,t,n,r){let{faults:i}=e;return y`<form class="case-sheet" novalidate aria-label=${t} @submit=${t=>function(e,t){e.preventDefault(),t.end(`${new FormData(e.target).get(`why`)??``}`.trim())}(t,e)}>
    ${r?y`<p class="soft" id="ending-hint">${r}</p>`:S}
    <label>${t}<input id="ending-why" name="why" required maxlength="500" autocomplete="off" aria-invalid=${!!i.of(`reason`)}
      aria-describedby=${K(i,`reason`,r?`ending-hint`:``)}></label>${G(i,`reason`)}
    <p class="buttons"><button class="main">${n}</button><button type="button" @click=${()=>e.ask(void 0)}>${$.cancel}</button></p>
  </form>`}function Ti(e,t,n){return e.draft(t.trim()?`${t.trimEnd()}\n${n}`:n),R(`#reply`)}function Ei(e,t){let n=Gr(t,e.ready.placeholders);n?(e.notice=X.unfilled(n),e.changed()):e.say(t)}function Di(e){return e.preventDefault(),`${new FormData(e.target).get(`words`)??``}`}function Oi(e,t){return t?y`<section><h3>${e}</h3><p dir="auto">${t}</p></section>`:S}function ki(e,t,n,r){return y`<section>
    <h2>${t} <span class="count">${O(n.length)}</span></h2>
    ${n.length?y`<ul class="entries">${n.map(t=>function(e,t){let n=e.talk?.conversation_id===t.conversation_id,r=t.owner===`queue`&&t.queued_at,i=t.is_unanswered&&t.owner===`operator`;return y`<li>
    <button class="entry" aria-current=${n?`true`:`false`} data-id=${t.conversation_id}
      @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      ${t.about_fa?y`<span class="soft">${t.about_fa}</span>`:S}
      <span class="soft">${r?(e=>`${e} در صف`)(function(e,t=Date.now()){return $e(Math.max(0,(t-Date.parse(e))/1e3))}(t.queued_at)):t.owner_name??``}</span>
      ${i?y`<span class="badge">${`منتظر پاسخ`}</span>`:S}
    </button>
  </li>`}(e,t))}</ul>`:y`<p class="soft">${r}</p>`}
  </section>`}function Ai(e){return e===void 0?void 0:$e(e)}function ji(e){if(!e.canRedact)return;let t=Ut();e.showSheet(e.sheet===`redact`?`none`:`redact`),e.sheet===`redact`&&(e.marked=t,R(t?`#redact-reason`:`#redact-words`))}function Mi({name:e,presence_fa:t}){return`${e} (${t})`}function Ni(e){return e.canRedact?y`<button id="do-redact" aria-expanded=${e.sheet===`redact`} @click=${()=>ji(e)}>${Ge}</button>`:S}function Pi(e,t){e.showSheet(e.sheet===t?`none`:t)}var Fi=[`themes`,`periods`,`accounts`],Ii=class extends T{constructor(...e){super(...e),this.api=new _i,this.problem=``,this.#e=!1}#e;createRenderRoot(){return this}async submit(e){e.preventDefault(),this.#e||=(this.#e=!0,await this.attempt(()=>this.step(new FormData(e.target))),!1)}async attempt(e){this.problem=``;try{await e()}catch(e){this.problem=e instanceof P?e.detail:D}this.requestUpdate()}get trouble(){return y`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`}};function Li(){return y`<label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p>`}customElements.define(`day-picker`,yt),customElements.define(`desk-console`,class extends T{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;#u;#d;#f;#p;#m=[];#h=`own`;#g={tab:`talks`,code:void 0};#_=[];#v=new ResizeObserver(()=>this.#C());connectedCallback(){super.connectedCallback();let e=JSON.parse(this.dataset.session??`{}`);this.#_=JSON.parse(this.dataset.reasons??`[]`);let t=()=>this.requestUpdate();this.#e=new xi(e,t);let{csrf_token:n}=e;this.#t=new Vt(n,t),this.#n=new Pr(n,()=>this.#t.terms,t),this.#r=new Si(n,this.#e.may(`revive_jobs`),this.#e.may(`keep_calendar`),t),this.#i=new pr(n,()=>this.#t.terms,t),this.#a=new er(n,this.#e.may(`keep_themes`),t);let r=e=>this.#e.may(e);var i;this.#o=new Hn(n,r(`export_figures`),r(`object_to_figures`),r(`decide_objections`),t),this.#s=new dn(n,r(`see_insight`),t),this.#c=new qr(n,t),this.#l=new mi(n,t),this.#u=new Vr(n,r(`share_ready_answers`),this.#e.canAnswer,()=>{this.#e.canAnswer&&this.#e.ready.read()},t),this.#d=new br(n,t),this.#f=new ii(n,this.#e.may(`read_cases`),t),this.#p=new Dr(n,this.#e,t),this.#m=(i=e.account.permissions,Yt.filter(([,e])=>e.some(e=>i.includes(e))).map(([e])=>e)),this.#h=function(e){return Xt.find(([,t])=>e.includes(t))?.[0]??`own`}(e.account.permissions),this.#e.listeners.set(`cases`,e=>this.#t.heard(e.changed)),this.#e.listeners.set(`situation`,()=>this.#f.heard()),this.#e.listeners.set(`outages`,e=>this.#i.heard(e)),this.#e.listeners.set(`upkeep`,e=>this.#r.heard(e)),addEventListener(`hashchange`,()=>{this.#S()}),this.#S(),document.addEventListener(`keydown`,e=>this.#w(e)),document.addEventListener(`pointerdown`,()=>this.#e.touch()),setInterval(()=>this.requestUpdate(),15e3),this.#e.start()}createRenderRoot(){return this}render(){let e=this.#e,t=this.#g.tab===`talks`,n=e.isLineDown?`ارتباط زنده قطع شده است؛ در حال وصل شدن دوباره هستیم.`:this.#g.isRefused?`بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.`:t?e.notice:``;return y`
      <header class="bar">
        <h1>${`میز کارشناسان`}</h1>
        ${i=this.#m,a=this.#g.tab,o={upkeep:this.#r.deadCount,outages:this.#i.waiting},i.length<2?S:y`<nav class="tabs" aria-label=${`بخش‌های میز`}>
    ${i.map(e=>{let t=o[e]??0;return y`<a href=${z(e)} aria-current=${e===a?`page`:`false`}>${Xr[e]}
        ${t?y`<span class="badge"><span aria-hidden="true">${O(t)}</span><span class="unseen">${(e=>`${e} کار مانده`)(O(t))}</span></span>`:S}</a>`})}
  </nav>`}
        <a class="who" href=${z(`own`)} aria-current=${this.#g.tab===`own`?`page`:`false`}
          aria-label=${r=e.session.account.name,`حساب من: ${r}`} title=${Er}>${e.session.account.name} <span class="soft">${e.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${Zr} title=${Zr} @click=${ei}>${`؟`}</button>
        <button class="quiet" @click=${()=>e.signOut()}>${`خروج`}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!n}>${n}</p>
      ${this.#y()}
      ${y`<dialog id=${$r} aria-labelledby="help-title" @click=${ti}>
    <form method="dialog">
      <header><h2 id="help-title">${Zr}</h2><button class="quiet">${`بستن`}</button></header>
      <div class="shortcuts">
        ${Qr.map(({title:e,keys:t})=>y`<section><h3>${e}</h3>
            <dl>${t.map(([e,t])=>y`<div><dt><kbd dir="ltr">${e}</kbd></dt><dd>${t}</dd></div>`)}</dl>
          </section>`)}
      </div>
    </form>
  </dialog>`}
    `;var r,i,a,o}#y(){let{tab:e}=this.#g;return e===`cases`?function(e,t){let{page:n}=e;return y`<main class="room cases" data-open=${n?`page`:`list`}>
    <nav class="lists" aria-label=${L.list}>${$t(e,t)}</nav>
    <section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      ${n?function(e,t){let{deadlines:n}=t;return y`
    <header class="case-head">
      <a class="back" href=${z(`cases`)}>${L.back}</a>
      <h2 tabindex="-1" id="case-title">${t.kind_fa} <b class="code" dir="ltr">${t.tracking_code}</b></h2>
      <p class="state ${t.status}">${t.status_fa}</p>
      ${n.is_overdue?y`<span class="badge late">${L.overdueShort}</span>`:S}
      <div class="actions">${function(e,t){let n=Wt.find(e=>t.may.includes(e));return t.may.map(t=>y`<button id="do-${t}" class=${t===n?`main`:``} aria-expanded=${e.sheet===t}
      @click=${()=>Kt(e,t)}>${L.actions[t]}</button>`)}(e,t)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.sheet?function(e,t){return y`<form class="case-sheet" aria-label=${L.actions[t]} @submit=${n=>async function(e,t,n){e.preventDefault();let r=new FormData(e.target),i=Object.fromEntries(Gt[n].map(e=>[e,`${r.get(e)??``}`.trim()]));await t.act(n,i)&&document.getElementById(`case-title`)?.focus()}(n,e,t)}
      @keydown=${Jt}>
    <h3>${L.actions[t]}</h3>
    <p class="soft" id="sheet-hint">${L.hints[t]} ${function(e,t){let n=e.page?.people??1;return t===`answer`&&n>1?L.reaches(O(n)):``}(e,t)}</p>
    ${Gt[t].map(t=>function(e,t){return t===`agency_id`?function(e){let t=e.draft(`agency_id`);return y`<label>${L.agency}<select name="agency_id" required @change=${qt(e,`agency_id`)}>
    <option value="" .selected=${!t}>${L.chooseAgency}</option>
    ${(e.terms?.agencies??[]).map(({id:e,title:n})=>y`<option value=${e} .selected=${e===t}>${n}</option>`)}
  </select></label>`}(e):t===`words`?function(e){return y`<label>${L.words}<input name="words" required minlength="2" maxlength=${200} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${e.draft(`words`)} @input=${qt(e,`words`)}></label>`}(e):t===`into`?function(e){return y`<label>${L.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${e.draft(`into`)} @input=${qt(e,`into`)}></label>`}(e):function(e,t){let n=t===`reason`;return y`<label>${n?L.reason:L.text}
    <textarea name=${t} rows=${n?2:4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${e.draft(t)} @input=${qt(e,t)}></textarea></label>`}(e,t)}(e,t))}
    <div class="buttons">
      <button class="main">${L.submit[t]}</button>
      <button type="button" class="quiet" @click=${()=>e.show(void 0)}>${L.cancel}</button>
    </div>
  </form>`}(e,e.sheet):S}
    <div class="case-body">
      <section class="case-main">
        <h3>${L.description}</h3>
        <p class="words" dir="auto">${t.description}</p>
        <h3>${L.timeline}</h3>
        <ol class="timeline">${t.timeline.map(ln)}</ol>
        ${function(e){return y`<details class="tool ledger" @toggle=${t=>function(e,t){e.target.open&&t.readLedger()}(t,e)} ?open=${!!e.ledger}>
    <summary>${L.ledger}</summary>
    ${e.ledger?function({events:e,proofs:t},n){let r=new Map(n.page?.timeline.map(({number:e,title_fa:t})=>[e,t])),i=t.at(-1);return y`<p class="soft">${L.ledgerHint} ${i?L.proven(sn.format(new Date(i.day))):L.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${L.ledger}><table>
      <thead><tr><th scope="col">${L.number}</th><th scope="col">${L.event}</th><th scope="col">${L.at}</th><th scope="col">${L.hash}</th></tr></thead>
      <tbody>${e.map(({number:e,type:t,at:n,hash:i})=>y`<tr>
        <td>${O(e)}</td><td>${r.get(e)??t}</td><td class="moment">${cn.format(new Date(n)).replace(`,`,``)}</td>
        <td><code dir="ltr" title=${i}>${i.slice(0,16)}…</code></td></tr>`)}</tbody>
    </table></div>`}(e.ledger,e):S}
  </details>`}(e)}
      </section>
      <section class="case-side">
        <h3>${L.facts}</h3>
        ${function({people:e,leader:t,followers:n}){let r=e=>y`<a class="code" href=${z(`cases`,e)} dir="ltr">${e}</a>`;return t?y`<p class="matter">${L.follows} ${r(t)}</p>`:e<2?S:y`<details class="matter"><summary>${L.peopleAre(O(e))}</summary>
    <ul>${n.map(e=>y`<li>${r(e)}</li>`)}</ul></details>`}(t)}
        <dl>${function(e){let{deadlines:t,verdict:n,score:r}=e,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=n?[L.verdicts[n],r?L.score(O(r)):``].filter(Boolean).join(`، `):``;return[[L.agency,e.agency_name],[L.level,L.levelIs(e.level.title,O(e.level.number))],[L.due,t.due_at_fa],[L.left,t.time_left_fa?.replace(/^.*\((.*)\)$/,`$1`)],[L.indicator,e.indicator_fa],[L.place,i],[L.service,e.service_title],[L.created,e.created_at_fa],[L.occurred,e.occurred_at_fa],[L.identity,e.identity_fa],[L.verdict,a]].filter(e=>!!e[1])}(t).map(([e,t])=>y`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${function(e){let{list:t}=e.files;return t.length?y`<section class="files">
    <h3>${L.files}</h3>
    <p class="soft">${L.filesHint}</p>
    <ul>${t.map((t,n)=>y`<li>${function(e,t,n){let r=e.files.address(t),i=y`<span>${n}<span class="soft"> · ${function({size:e}){return e<1e6?an.format(Math.ceil(e/1e3)):on.format(e/1e6)}(t)} · ${t.at_fa}</span></span>`;return r?y`<p>${i}<a class="save" href=${r} download=${t.name} aria-label=${`${L.fileSave}: ${n}`}>${L.fileSave}</a></p>
    ${function({kind:e},t,n){return e===`image`?y`<img src=${t} alt=${L.fileAlt(n)}>`:e===`voice`?y`<audio controls src=${t} aria-label=${n}></audio>`:S}(t,r,n)}`:y`<p>${i}
      <button class="small" aria-label=${`${L.fileShow[t.kind]}: ${n}`} @click=${()=>e.fetchFile(t)}>${L.fileShow[t.kind]}</button></p>`}(e,t,(({kind_fa:e},t)=>`${e.replace(/[A-Za-z]$/,`$&‏`)} ${O(t)}`)(t,n+1))}</li>`)}</ul>
  </section>`:S}(e)}${function(e,t){return t.sealed.length?y`<section class="personal">
    <h3>${L.personal}</h3>
    <p class="soft">${L.personalHint}</p>
    <ul>${t.sealed.map(n=>y`<li>${function(e,t,n){let r=e.shown(t);return r===void 0?e.asked===t?function(e,t,n){return y`<form class="why" @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`reason`)??``}`.trim();r&&t.reveal(n,r)}(n,e,t)}>
    <label>${L.why(n)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${L.reasons.map(e=>y`<option value=${e}></option>`)}</datalist>
    <div class="buttons"><button class="main">${L.show}</button>
      <button type="button" class="quiet" @click=${()=>e.askFor(void 0)}>${L.cancel}</button></div>
  </form>`}(e,t,n):y`<p>${n} <button class="small" aria-label=${L.revealOf(n)} @click=${()=>function(e,t){e.askFor(t),R(`#reveal-why`)}(e,t)}>${L.reveal}</button></p>`:y`<p><b>${n}</b> <button class="small" @click=${()=>e.hide(t)}>${L.hide}</button></p>
      <p class="words" dir="auto">${r}</p>`}(e,n,function(e,{field:t,title_fa:n,event_number:r}){return e.sealed.filter(e=>e.field===t).length<2?n:`${n} (${L.stepOf(O(r))})`}(t,n))}</li>`)}</ul>
  </section>`:S}(e,t)}
      </section>
    </div>
  `}(e,n):e.notice?S:y`<p class="empty">${L.choose}</p>`}
    </section>
  </main>`}(this.#t,!this.#e.may(`see_queue`)):e===`phone`?(t=this.#n,n=this.#t.terms,y`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!t.notice}>${t.notice}</p>
    ${t.receipt?function(e,t){return y`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${Y.filed}</h2>
    <p>${Y.readAloud}</p>
    ${Rr(Y.code,t.code_groups)}
    ${Rr(Y.pin,t.pin_groups)}
    <p class="soft">${Y.pinHint}</p>
    <p>${Y.due(t.agency_name,t.due_at_fa)}</p>
    ${t.line_128_fa?y`<p>${t.line_128_fa}</p>`:S}
    ${t.is_sms_on_its_way?y`<p>${Y.smsSent}</p>`:S}
    <div class="buttons">
      <button class="main" id="next-call" @click=${()=>function(e){e.next(),R(`#heard`)}(e)}>${Y.next}</button>
      <button @click=${()=>print()}>${Y.print}</button>
      <a class="button" href=${z(`cases`,t.tracking_code)}>${Y.see}</a>
    </div>
  </section>`}(t,t.receipt):y`<h2>${Y.title}</h2>
      ${function(e,t){let{faults:n,mobile:r,typed:i}=e;return y`<form role="search" class="caller" aria-label=${Y.callerSearch} novalidate @submit=${t=>function(e,t){e.preventDefault(),t.typed.trim()&&t.find()}(t,e)}>
    <div class="caller-row"><label for="caller-number">${Y.callerNumber}</label>
      <input id="caller-number" type="tel" inputmode="tel" dir="ltr" maxlength="32" autocomplete="off" .value=${i} aria-invalid=${!!n.of(`mobile`)}
        aria-describedby=${K(n,`mobile`)} @input=${t=>e.type(t.target.value)}>
      <button>${Y.callerFind}</button></div>
    ${G(n,`mobile`)}
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <div role="status">${r?function({cases:e}){return e.length?y`<p>${e.length===20?Y.callerMany(O(20)):Y.callerFound(O(e.length))}</p>
    <ul class="caller-cases">${e.map(e=>y`<li><a class="entry" href=${z(`cases`,e.tracking_code)}>
      <span class="entry-top"><b class="code" dir="ltr">${e.tracking_code}</b>${e.is_overdue?y`<span class="badge late">${Y.callerLate}</span>`:y`<span class="soft">${e.time_left_fa??``}</span>`}</span>
      <span class="preview">${e.description}</span>
      <span class="soft">${[e.kind_fa,e.agency_name,e.status_fa,e.created_at_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>`:y`<p class="soft">${Y.callerNone}</p>`}(e):S}</div>
    ${r&&t?y`<p><button type="button" class="small" @click=${()=>t(r)}>${Y.takeNumber}</button></p>`:S}
  </form>`}(t.calls,t.form.identity===`anonymous`?void 0:e=>t.set(`mobile`,e))}${function(e,t){return y`<form novalidate @submit=${t=>async function(e,t){e.preventDefault(),await t.file()&&R(`#receipt`)}(t,e)} @keydown=${Jt}>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${Y.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${e.form.text?`auto`:`rtl`} aria-describedby="heard-hint" .value=${e.form.text}
          @input=${t=>e.set(`text`,t.target.value)}></textarea>
        <p class="soft" id="heard-hint">${Y.heardHint}</p>
        ${function({heard:e}){if(!e?.line)return S;let[t,{title:n}]=[Re(e.line.number),e.line];return y`<p class="line ${e.is_emergency?`urgent`:``}" role="alert">
    ${e.is_emergency?Y.emergency(t,n):Y.otherLine(t,n)}</p>`}(e)}
        ${function(e){let{questions:t}=e,n=!t.some(e=>e!==`consent`);return y`<div class="to-ask" role="status">
    ${e.isReading?y`<p class="soft">${Y.reading}</p>`:S}
    ${e.heard&&!e.heard.is_understood?y`<p>${Y.notUnderstood}</p>`:S}
    ${n&&t.length?y`<p>${Y.allKnown}</p>`:t.length?y`<p><b>${Y.toAsk}</b></p><ul>${t.map(e=>y`<li>${Y.questions[e]}</li>`)}</ul>`:S}
  </div>`}(e)}
        <fieldset class="fields"><legend>${Y.matter}</legend>${function(e,t){let{form:n}=e,r=(t?.provinces??[]).map(({name:e})=>({id:e,title:e})),i=t?.provinces.find(({name:e})=>e===n.province)?.cities??[];return y`
    ${Br(e,`kind`,Y.kind,t?.kinds??[])}
    ${Br(e,`agency_id`,Y.agency,[{id:``,title:Y.chooseAgency},{id:`-`,title:Y.agencyUnknown},...t?.agencies??[]])}
    ${n.kind===`praise`?S:Br(e,`indicator`,Y.indicator,[{id:``,title:Y.noIndicator},...t?.indicators??[]])}
    ${Br(e,`province`,Y.province,[{id:``,title:Y.noProvince},...r])}
    <label class=${e.filled.has(`city`)?`filled`:``}>${Y.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${n.city} ?disabled=${!n.province}
        @input=${t=>e.set(`city`,t.target.value)}></label>
    <datalist id="cities">${i.map(e=>y`<option value=${e}></option>`)}</datalist>
    ${zr.some(t=>e.filled.has(t))?y`<p class="soft wide filled-hint">${Y.filledIn}</p>`:S}
  `}(e,t)}</fieldset>
        ${function(e){let t=e.heard?.service;return t?e.form.service_id===t.id?y`<p class="guess">${Y.service}: <b>${t.title}</b>
      <button type="button" class="small" @click=${()=>e.set(`service_id`,``)}>${Y.drop}</button></p>`:y`<p class="guess">${Y.guess(t.title,t.agency.title)}
    <button type="button" class="small" @click=${()=>e.takeGuess()}>${Y.takeGuess}</button></p>`:S}(e)}
        ${function(e){let{cases:t,outages:n}=e.heard?.similar??{cases:[],outages:[]};if(!t.length&&!n.length)return S;let r=[...n.map(e=>[e.offer,Y.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??Y.endUnknown,e.source)]),...t.map(e=>[e.offer,Y.caseIs(e.indicator_fa,O(e.people),e.since_fa,e.status_fa)])];return y`<fieldset class="similar"><legend>${Y.similar}</legend>
    ${[...r,[``,Y.alone]].map(([t,n])=>y`<label class="check"><input type="radio" name="follow" .checked=${e.form.follow===t}
      @change=${()=>e.set(`follow`,t)}>${n}</label>`)}
  </fieldset>`}(e)}
      </div>
      <div class="phone-side">${function(e,t){let{form:n}=e,r=n.identity!==`anonymous`;return y`
    <fieldset class="fields"><legend>${Y.caller}</legend>
      ${Ir(e,`relation`,Y.relation,Object.entries(Y.relations))}
      ${n.relation===`self`?S:Lr(e,`caller_name`,Y.callerName,{maxlength:100})}
      ${Ir(e,`identity`,Y.identity,(t?.identities??[]).map(({id:e,title:t})=>[e,t]))}
      ${r?y`${Lr(e,`name`,Y.name,{maxlength:100})}
            ${Lr(e,`mobile`,Y.mobile,{maxlength:20,isNumber:!0,hint:Y.mobileHint})}
            ${Lr(e,`national_id`,Y.nationalId,{maxlength:14,isNumber:!0})}
            ${n.mobile&&t?.sends_sms?function(e){return y`<label class="check wide"><input type="checkbox" id="phone-sms" .checked=${e.form.sms}
    @change=${t=>e.set(`sms`,t.target.checked)}>${Y.sms}</label>`}(e):S}`:S}
      ${Fr.some(t=>e.filled.has(t))&&r?y`<p class="soft wide filled-hint">${Y.filledIn}</p>`:S}
    </fieldset>`}(e,t)} ${function(e){let{form:t,summary:n,isReadable:r,isAgreed:i}=e;return y`<fieldset class="fields consent"><legend>${Y.summary}</legend>
    <blockquote class="wide" dir="auto">${r?n:Y.summaryLater}</blockquote>
    <div class="wide" role="status">${e.hasLapsed?y`<p class="lapsed">${Y.lapsed}</p>`:S}</div>
    <fieldset class="wide" ?disabled=${!r} aria-describedby=${r?S:`consent-later`}><legend>${Y.consent}</legend>
      ${Object.entries(Y.consents).map(([n,r])=>y`<label class="check"><input type="radio" name="consent" value=${n}
        .checked=${i&&t.consent===n} @change=${()=>e.agree(n)}>${r}</label>`)}
    </fieldset>
    ${r?S:y`<p class="soft wide" id="consent-later">${Y.consentLater}</p>`}
    ${i?y`<label class="wide">${t.consent===`document`?Y.document:Y.statement}
          <input id="phone-statement" maxlength="500" dir="auto" autocomplete="off" .value=${t.statement}
            @input=${t=>e.set(`statement`,t.target.value)}></label>`:S}
  </fieldset>`}(e)} ${function(e){let{needs:t}=e;return y`<div class="phone-end">
    ${e.isTried&&t.length?y`<div class="notice" role="alert"><p>${Y.missing}</p><ul>${t.map(e=>y`<li>${Y.needs[e]}</li>`)}</ul></div>`:S}
    <button class="main wide" ?disabled=${e.isFiling}>${e.isFiling?Y.filing:Y.file}</button>
  </div>`}(e)}</div>
    </div>
  </form>`}(t,n)}`}
  </main>`):e===`upkeep`?(c=this.#r,y`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!c.notice}>${c.notice}</p>
    <p class="done" role="status" ?hidden=${!c.done}>${c.done}</p>
    ${c.dead?function(e,{kinds:t,jobs:n,dropped:r}){return y`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title" tabindex="-1">${$.dead}</h2>
    ${n.length?y`<p class="soft">${$.deadHint}</p>`:y`<p class="soft">${$.noDead}</p>`}
    <div class="chips">${t.map(({kind:t,kind_fa:n,count:r})=>y`<button @click=${()=>{e.retryKind(t)}}>${$.retryKind(n,O(r))}</button>`)}</div>
    ${n.length?y`<div class="scroll" tabindex="0" role="region" aria-label=${$.table}><table class="stacked">
          <thead><tr><th scope="col">${$.job}</th><th scope="col">${$.caseIs}</th><th scope="col">${$.attempts}</th><th scope="col">${$.died}</th><th scope="col">${$.error}</th><td></td></tr></thead>
          <tbody>${n.map(t=>y`<tr>
            <th scope="row">${t.kind_fa}</th>
            ${t.tracking_code?y`<td data-label=${$.caseIs}><a href=${z(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a></td>`:y`<td></td>`}
            <td data-label=${$.attempts}>${O(t.attempts)}</td><td data-label=${$.died}>${t.died_at_fa}</td><td class="error" data-label=${$.error}>${t.reason_fa}
              ${t.last_error&&t.last_error!==t.reason_fa?y`<details><summary>${$.details}</summary><bdi>${t.last_error}</bdi></details>`:S}</td>
            <td><p class="buttons"><button class="small" aria-label=${$.retryOf(O(t.id))} @click=${()=>{e.retry(t.id)}}>${$.retry}</button>
              <button class="small" aria-label=${$.dropOf(O(t.id))} @click=${()=>e.ask({what:`jobs`,id:t.id})}>${$.drop}</button></p></td></tr>`)}</tbody>
        </table></div>`:S}
    ${e.ending?.what===`jobs`?wi(e,$.dropWhy,$.dropNow,$.dropHint):S}
    ${function(e){return e.length?y`<details><summary>${$.dropped}</summary>
    <ul class="closures">${e.map(e=>y`<li><p><b>${e.kind_fa}</b> <span class="soft">${e.dropped_at_fa}</span></p><p>${e.reason}</p></li>`)}</ul></details>`:S}(r)}
  </section>`}(c,c.dead):S}
    ${c.dead?.sms?(l=c.dead.sms,y`<section class="panel" aria-labelledby="sms-title">
    <h2 id="sms-title">${$.sms} <span class="soft"><bdi>${l.provider_fa}</bdi></span></h2>
    ${l.trouble_fa?y`<p class="notice"><bdi>${l.trouble_fa}</bdi>${l.trouble_since_fa?y` · ${$.since} ${l.trouble_since_fa}`:S}</p>`:S}
    ${l.credit_fa?y`<p class=${l.is_credit_low?`notice`:``}>${$.credit}: <bdi>${l.credit_fa}</bdi>${l.is_credit_low?y` · ${$.creditLow}`:S}</p>`:S}
    <p>${$.week}: ${$.delivered(O(l.delivered))}، ${$.undelivered(O(l.undelivered))}، ${$.open(O(l.open))}</p>
  </section>`):S}
    ${c.closures?function(e,t){return y`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title" tabindex="-1">${$.closures}</h2>
    <p class="soft">${t.length?$.closuresHint:$.noClosures}</p>
    ${t.length?y`<ul class="closures">${t.map(t=>y`<li>
          <p><b>${t.province}</b> · ${t.reason_fa} ${t.is_over?y`<span class="badge">${$.over}</span>`:S}</p>
          <p>${$.begins} ${t.begins_fa} ${$.ends} ${t.ends_fa}</p><p class="soft"><bdi>${t.source}</bdi></p>
          <button class="small" aria-label=${$.endOf(t.province)} @click=${()=>e.ask({what:`closures`,id:t.id})}>${$.end}</button></li>`)}</ul>`:S}
    ${e.ending?.what===`closures`?wi(e,$.endWhy,$.endNow,``):S}
    ${function(e){let{faults:t}=e,n=e=>!!t.of(e);return y`<form class="fields closing" novalidate aria-label=${$.add} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=Object.fromEntries([...new FormData(n)].map(([e,t])=>[e,E(`${t}`).trim()]));await t.close(r)&&n.reset()}(t,e)}>
    <div><label>${$.province}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${$.everywhere}
      aria-invalid=${n(`province`)} aria-describedby=${K(t,`province`)}></label>${G(t,`province`)}</div>
    <datalist id="closure-provinces"><option value=${$.everywhere}></option>${e.provinces.map(e=>y`<option value=${e}></option>`)}</datalist>
    <label>${$.reason}<select name="reason">${Object.entries($.reasons).map(([e,t])=>y`<option value=${e}>${t}</option>`)}</select></label>
    ${q(t,`begins`,{title:$.begins,hint:Ci,isRequired:!0,withTime:!0})}
    ${q(t,`ends`,{title:$.ends,hint:Ci,isRequired:!0,withTime:!0})}
    ${tr(Ci,!0,$.wholeDay)}
    <div class="wide"><label>${$.source}<input name="source" required maxlength="500" autocomplete="off" aria-invalid=${n(`source`)}
      aria-describedby=${K(t,`source`)}></label>${G(t,`source`)}</div>
    <button class="main">${$.add}</button>
  </form>`}(e)}
    ${n=e.withdrawn,n.length?y`<details><summary>${$.withdrawn}</summary>
    <ul class="closures">${n.map(e=>y`<li><p><b>${e.province}</b> · ${e.reason_fa}</p>
      <p>${$.begins} ${e.begins_fa} ${$.ends} ${e.ends_fa}</p>
      <p class="soft">${$.withdrawnAt(e.withdrawn_at_fa)}${e.withdrawn_reason?y` · ${e.withdrawn_reason}`:S}</p></li>`)}</ul></details>`:S}
  </section>`;var n}(c,c.closures):S}
  </main>`):e===`outages`?(s=this.#i,y`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!s.notice}>${s.notice}</p>
    <p class="done" role="status" ?hidden=${!s.done}>${s.done}</p>
    ${function(e){let{suspected:t}=e;return y`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${J.suspected}</h2>
    <p class="soft">${t.length?J.suspectedHint:J.noneSuspected}</p>
    ${t.length?y`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `);return y`<li class="suspicion">
    <p><b>${t.agency_name}</b> · ${n}</p>
    <p>${J.people(O(t.people),O(t.from_cases))} · ${J.since} ${t.since_fa} · ${J.last}: ${t.last_fa}</p>
    <p>${J.rates(Tr(t.usual_per_hour),Tr(t.observed_per_hour))}</p>
    ${wr(J.services,t.services)}${wr(J.provinces,t.provinces)}
    <p class="soft">${J.score(Tr(t.score),Tr(t.threshold))}</p>
    <p class="row"><button class="small" aria-label=${J.lookOf(t.agency_name)} @click=${()=>function(e,t){e.look(t),R(`[name=source]`)}(e,t)}>${J.look}</button>
      <button class="small" aria-label=${J.dismissOf(t.agency_name)} aria-expanded=${e.dismissed===t.id}
        @click=${()=>function(e,t){e.askWhy(e.dismissed===t?void 0:t),e.dismissed&&R(`[name=reason]`)}(e,t.id)}>${J.dismiss}</button></p>
    ${e.dismissed===t.id?function(e,t){return y`<form class="fields" aria-label=${J.dismissOf(t.agency_name)} @submit=${n=>function(e,t,n){e.preventDefault();let r=new FormData(e.target);t.dismiss(n,`${r.get(`reason`)}`.trim(),Number(r.get(`hours`)))}(n,e,t.id)}>
    <label class="wide">${J.why}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${J.quiet}<select name="hours">${Cr.map(e=>y`<option value=${e} .selected=${e===6}>${J.hours(O(e))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${J.dismissIt}</button>
      <button type="button" @click=${()=>e.askWhy(void 0)}>${J.cancel}</button></p>
  </form>`}(e,t):S}</li>`}(e,t))}</ul>`:S}
  </section>`}(s)}
    ${s.outages?function(e,t){return y`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${J.outages}</h2>
    <p class="soft">${t.length?J.outagesHint:J.none}</p>
    ${t.length?y`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `),r=[t.people_counted?J.counted(O(t.people_counted)):``,t.followers>1?J.followers(O(t.followers)):``,t.asked?`${J.asked}: ${t.asked}`:``].filter(Boolean);return y`<li>
    <p><b>${t.agency_name}</b> · ${n} <span class="badge">${t.is_told?J.isTold:J.isNotTold}</span></p>
    <p>${J.since} ${t.since_fa}${t.expected_end_fa?y` · ${J.until}: ${t.expected_end_fa}`:S}</p>
    ${r.length?y`<p>${r.join(` · `)}</p>`:S}
    <p class="soft"><bdi>${t.source}</bdi></p>
    <p class="row">${t.alone>1||t.alone&&t.followers?y`<button class="small" aria-label=${J.mergeOf(t.agency_name,O(t.alone))} @click=${()=>{e.merge(t.id)}}>${J.merge(O(t.alone))}</button>`:S}
      <button class="small" aria-label=${J.endOf(t.agency_name)} @click=${()=>{e.end(t.id)}}>${J.end}</button></p></li>`}(e,t))}</ul>`:S}
    ${function(e){let t=e.terms(),{faults:n,looked:r}=e,i=e=>!!n.of(e);return y`<form class="fields" aria-label=${J.add} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=r.has(`merges`);r.delete(`merges`);let a=[...r].map(([e,t])=>[e,E(`${t}`).trim()]),o=Object.fromEntries(a.filter(([,e])=>e));await t.add({...o,merges:i})&&n.reset()}(t,e)}>
    <div><label>${J.agency}<select name="agency_id" required aria-invalid=${i(`agency_id`)} aria-describedby=${K(n,`agency_id`)} @change=${t=>e.choose(t.target.value)}>
      <option value="" .selected=${!e.agency}>${J.chooseAgency}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>y`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>${G(n,`agency_id`)}</div>
    <label>${J.indicator}<select name="indicator">
      <option value="system_down" .selected=${r?.indicator!==`phone_ivr`}>${J.systems}</option>
      <option value="phone_ivr" .selected=${r?.indicator===`phone_ivr`}>${J.phone}</option></select></label>
    <div><label>${J.province}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${r?.province??``}
      aria-invalid=${i(`province`)} aria-describedby=${K(n,`province`)}></label>${G(n,`province`)}</div>
    <datalist id="outage-provinces">${(t?.provinces??[]).map(({name:e})=>y`<option value=${e}></option>`)}</datalist>
    ${q(n,`began`,{title:J.began,hint:Sr,isRequired:!0,withTime:!0,value:r?.began})}
    ${q(n,`expected_end`,{title:J.expectedEnd,hint:Sr,withTime:!0})}
    ${tr(Sr,!0,J.withoutEnd)}
    <label class="wide">${J.source}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${J.askedOf}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${r?.service_id?y`<label class="check wide"><input type="checkbox" name="service_id" value=${r.service_id} checked>${J.onlyService(r.service_title??``)}</label>`:S}
    <label class="check wide"><input type="checkbox" name="merges" checked>${J.merges}</label>
    <button class="main">${J.add}</button>
  </form>`}(e)}
  </section>`}(s,s.outages):S}
  </main>`):e===`themes`?cr(this.#a):e===`periods`?function(e){let{page:t}=e;return y`<main class="room cases periods" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`دوره‌ها`}><h2>${`دوره‌ها و کارنامه`}</h2><p class="soft">${`رقم‌های هر ماه و هر فصل ده روز پس از پایان آن بسته می‌شود. دستگاه ده روز برای اعتراض وقت دارد؛ پس از آن رقم‌ها قطعی می‌شود.`}</p>
      ${e.periods?.length===0?y`<p class="empty">${`هنوز رقم‌های هیچ دوره‌ای بسته نشده است.`}</p>`:S}
      ${(e.periods??[]).map(e=>function(e,t){return y`<a class="entry" href=${z(`periods`,e.period)} data-period=${e.period} aria-current=${e.period===t?`true`:`false`}>
    <span class="entry-top"><b>${e.title_fa}</b>${e.undecided?y`<span class="badge late">${n=O(e.undecided),`${n} اعتراض بی‌پاسخ`}</span>`:S}</span>
    <span class="soft">${e.state_fa}</span></a>`;var n}(e,t?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`provisional`;return y`<p><a class="back" href=${z(`periods`)}>${`بازگشت به دوره‌ها`}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${t.title_fa}</h2><span class="state">${t.state_fa}</span></header>
    <div><p>${t.state===`open`?(i=t.as_of_fa,`رقم‌های این دوره در ${i} بسته می‌شود.`):n?(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود، مگر با پذیرفتن اعتراض.`)(t.as_of_fa):(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود.`)(t.as_of_fa)}</p>
      ${n&&t.objection_until_fa?y`<p>${(e=>`دستگاه‌ها تا ${e} می‌توانند اعتراض کنند.`)(t.objection_until_fa)}</p>`:S}
      ${t.left_out?y`<p>${r=O(t.left_out),`${r} پرونده با پذیرفتن اعتراض از رقم‌های قطعی کنار می‌رود.`}</p>`:S}</div>
    ${e.figures?function(e,t){return y`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${`کارنامه`}${t.agency_name?y` <span class="soft">${t.agency_name}</span>`:S}</h3>
      ${t.agencies.length?y`<label class="scope"><span class="unseen">${`دستگاه`}</span><select @change=${t=>function(e,t){let n=t.target.value;location.hash=`${z(`periods`,e)}${n?`?agency_id=${encodeURIComponent(n)}`:``}`}(e.period,t)}>
        <option value="" .selected=${!t.agency_id}>${`دستگاه را برگزینید`}</option>
        ${t.agencies.map(({id:e,title:n})=>y`<option value=${e} .selected=${e===t.agency_id}>${n}</option>`)}</select></label>`:S}</header>
    ${t.figures.length?y`${r=t.figures,y`<table class="stacked"><thead><tr><th scope="col">${`رقم`}</th><th scope="col">${fn}</th><th scope="col">${pn}</th>
      <th scope="col">${mn}</th><th scope="col">${hn}</th></tr></thead>
    <tbody>${r.map(e=>{return y`<tr><th scope="row">${e.name_fa}<span class="soft">${t=e.of_fa,`میان ${t}`}</span></th>
      ${e.value_fa?y`<td data-label=${fn}><b>${e.value_fa}</b> <span class="soft">${e.between_fa}</span></td><td data-label=${pn}>${e.expected_fa??`—`}</td>
          <td data-label=${mn}>${function(e){if(e===`too_few`)return S;let t={better:b`<path d="M0-7 7 6H-7Z"></path>`,worse:b`<path d="M0 7 7-6H-7Z"></path>`,as_expected:b`<circle r="5"></circle>`}[e];return y`<svg class=${`sign ${e}`} viewBox="-8 -8 16 16" aria-hidden="true">${t}</svg>`}(e.band)} ${e.band_fa}</td><td data-label=${hn}>${O(e.n??0)}</td>`:y`<td class="soft" colspan="3">${`برای داوری کم است`}</td><td data-label=${hn} class="soft">${e.n===void 0?`کمتر از ۱۰`:O(e.n)}</td>`}</tr>`;var t})}</tbody></table>`}
        <p class=${t.may_pay?``:`soft`}>${t.may_pay?`نظرها برای پرداخت بر پایهٔ عملکرد بس است (دست‌کم ۱۰۰ نظر).`:`نظرها کمتر از ۱۰۰ است و پایهٔ پرداخت نمی‌شود.`}</p>
        <p class="soft">${`«مورد انتظار» رقمی است که همهٔ دستگاه‌ها در همین دوره با همین نوع کارها دارند. بازه می‌گوید رقم واقعی با اطمینان ۹۵٪ کجاست؛ هرچه نفر کمتر، بازه بازتر.`} <a href="/scoreboard/method">${`روش محاسبه`}</a>، ${n=Re(t.method_version),`نسخهٔ ${n}`}.</p>`:y`<p class="soft">${`برای دیدن رقم‌ها دستگاهی را برگزینید.`}</p>`}
  </section>`;var n,r}(t,e.figures):S}
    ${function(e,t){let n=t?e.filter(({agency_id:e})=>e===t):e.filter(({is_flagged:e})=>e);return y`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${`گفتهٔ شهروندان در تماس قرعه`}</h3><p class="soft">${`هر روز چند پرونده به قرعه برگزیده می‌شود و از خود شهروند می‌پرسیم که مشکل حل شد یا نه.`}</p>
    ${n.map(e=>zn(e,t===void 0))}
    ${n.length?S:y`<p>${t?`در این دوره هنوز کسی به قرعه برگزیده نشده است.`:gn}</p>`}</section>`}(e.gaps,e.figures?.agency_id)}
    ${function(e){return y`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${`نشانه‌ها`}</h3><p class="soft">${`این‌ها در کار دستگاه بیشتر از دستگاه‌های دیگر دیده شده و بهتر است کسی نگاهی به آن بیندازد. نشانه اتهام نیست: هیچ رقمی را عوض نمی‌کند و از دلیل هم چیزی نمی‌گوید.`}</p>
    ${e.signalsNotice?function(e){return y`<div class="notice row" role="alert"><span>${`نشانه‌ها خوانده نشد.`} ${e.signalsNotice}</span>
    <button class="small" @click=${()=>{e.readSignals()}}>${`دوباره بخوان`}</button></div>`}(e):e.signals?function(e,{flags:t,objection_until_fa:n}){let r=e.figures?.agency_id,i=r?t.filter(({agency_id:e})=>e===r):t,a=e.mayObject;return i.length?y`${[...In(i).values()].map(t=>function({page:e,figures:t},n,r){let[{agency_id:i,agency_name:a}]=n,o=`${z(`periods`,e?.period)}?agency_id=${encodeURIComponent(i)}`;return y`<div class="gap" data-agency=${i}>${r?y`<p class="row">${t?y`<a href=${o}><b>${a}</b></a>`:y`<b>${a}</b>`} <span class="badge settled">${s=O(n.length),`${s} نشانه`}</span></p>`:S}
    <ul>${n.map(Ln)}</ul></div>`;var s}(e,t,r===void 0&&!a))}
    <p class="soft">${n?y`${a?(e=>`اگر دلیل دیگری می‌دانید، تا ${e} در «اعتراض‌ها» بنویسید.`)(n):(e=>`دستگاه تا ${e} می‌تواند توضیح بدهد یا اعتراض کند.`)(n)} `:S}${a?`این نشانه‌ها را همکاران شما در این دستگاه و سرپرست، بازرس، ویراستار و ناظر سامانه می‌بینند. دستگاه‌های دیگر نمی‌بینند و در تابلوی همگانی هم نمی‌آید.`:`سرپرست، بازرس، ویراستار و ناظر نشانه‌های همهٔ دستگاه‌ها را می‌بینند و کارشناس هر دستگاه فقط نشانه‌های دستگاه خودش را. در تابلوی همگانی نمی‌آید.`}</p>`:y`<p>${a?`در این دوره نشانه‌ای از دستگاه شما دیده نشد.`:r?`در این دوره نشانه‌ای از این دستگاه دیده نشد.`:`در این دوره نشانه‌ای دیده نشد.`}</p><p class="soft">${`نشانه وقتی پیدا می‌شود که دست‌کم ۱۱ دستگاه و در دستگاه دست‌کم ۱۰ نفر برای سنجیدن باشد.`}</p>`}(e,e.signals):y`<p class="soft" role="status">${`در حال خواندن نشانه‌ها…`}</p>`}</section>`}(e)}
    ${t.state===`open`?S:function(e,t){return y`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${`اعتراض‌ها`}</h3>
    ${t.objections.length?y`<ul class="closures">${t.objections.map(t=>function(e,t){let n=!t.decision&&e.page?.state===`provisional`;return y`<li data-objection=${t.number}>
    <p><b>${t.agency_name}</b> · ${t.cases?(e=>`به ${e} پرونده`)(O(t.cases)):`به همهٔ رقم‌ها`} · <time>${t.at_fa}</time>
      <span class=${t.decision?`badge settled`:`badge`}>${t.decision_fa??`در انتظار تصمیم`}</span></p>
    <p class="words" dir="auto">${t.words}</p>
    ${t.codes.length?y`<p class="soft">${t.codes.map(e=>y`<a class="code" dir="ltr" href=${z(`cases`,e)}>${e}</a> `)}</p>`:S}
    ${t.decision_words?y`<p class="words" dir="auto"><span class="soft">${vn}:</span> ${t.decision_words}</p>`:S}
    ${n&&e.mayObject?y`<p class="row"><button class="small" @click=${()=>{e.takeBack(t.number)}}>${`پس گرفتن اعتراض`}</button></p>`:S}
    ${n&&e.mayDecide?function(e,t){return e.asked===t.number?y`<form class="fields" aria-label=${_n} @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`words`)??``}`.trim(),i=e.submitter?.value;i&&t.decide(n,i===`true`,r)}(n,e,t.number)}>
    <p class="soft wide" id="decide-hint">${`دستگاه این متن را می‌خواند. پذیرفتن، پرونده‌های نام‌برده را از رقم‌های قطعی کنار می‌گذارد.`}</p>
    <label class="wide">${vn}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${`می‌پذیرم`}</button><button name="is_upheld" value="false">${`نمی‌پذیرم`}</button></p></form>`:y`<p class="row"><button class="small" @click=${()=>function(e,t){e.ask(t),R(`.periods form [name=words]`)}(e,t.number)}>${_n}</button></p>`}(e,t):S}</li>`}(e,t))}</ul>`:y`<p class="soft">${`اعتراضی ثبت نشده است.`}</p>`}
    ${t.may_object&&e.mayObject?function(e){return y`<form class="fields" aria-label=${`ثبت اعتراض`} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=E(`${r.get(`codes`)??``}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);await t.objectTo(`${r.get(`words`)??``}`.trim(),i)&&n.reset()}(t,e)}>
    <p class="soft wide" id="object-hint">${`بنویسید کدام رقم نادرست است و چرا. اگر اعتراض پذیرفته شود، پرونده‌هایی که نام می‌برید در رقم‌های قطعی شمرده نمی‌شود. نام و شمارهٔ کسی را ننویسید.`}</p>
    <label class="wide">${`دلیل اعتراض`}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${`کد پرونده‌ها (اگر اعتراض به همهٔ رقم‌ها نیست)`}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${`کدها را با فاصله یا در خط‌های جدا بنویسید.`}</p>
    <button class="main">${`ثبت اعتراض`}</button></form>`}(e):S}</section>`}(e,t)}
    ${e.mayExport&&t.state!==`open`?function({period:e},t){let n=t=>`/api/v1/desk/periods/${e}/export.${t}`,r=yn;return y`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${`فایل امضاشده`}</h3><p class="soft">${`همین رقم‌ها برای همهٔ دستگاه‌ها، با امضای سامانه. ذخیره کردن آن در دفتر میز ثبت می‌شود.`}</p>
    <p class="buttons"><a class="button" href=${n(`zip`)} download>${`همه با امضا (ZIP)`}</a><a class="button" href=${n(`csv`)} download>${`جدول (CSV)`}</a>
      <a class="button" href=${n(`json`)} download>${`داده (JSON)`}</a></p>
    <details><summary>${`چگونه درستی فایل را بسنجیم؟`}</summary><ol class="verify">
      <li>${r.program} <a href="/api/v1/desk/periods/verify_export.py" download>${`برنامهٔ سنجش (verify_export.py)`}</a></li>
      <li>${r.key} <a href="/api/v1/ledger/roots">${`کلید عمومی و ریشه‌ها`}</a></li>
      <li>${r.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${e}.zip --key KEY</pre></li></ol>
      ${t?.root_hash?y`<p class="soft">${i=t.root_day_fa??``,`رقم‌ها بر ریشهٔ دفتر در روز ${i} استوار است:`} <code class="code hash" dir="ltr">${t.root_hash}</code></p>`:S}</details></section>`;var i}(t,e.figures):S}
    <details class="panel" ?hidden=${!t.entries.length}><summary>${`روند دوره`}</summary>
      <ol class="timeline">${t.entries.map(e=>y`<li class="step"><p><b>${e.title_fa}</b></p><p class="soft"><time>${e.at_fa}</time></p></li>`)}</ol></details>`;var r,i}(e,t):e.notice?S:y`<p class="empty">${`یک دوره را برگزینید.`}</p>`}
    </section>
  </main>`}(this.#o):e===`calls`?function(e,t){let{call:n,progress:r}=e;return y`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${B.title}</h2>${r?function({said:e,declined:t,not_reached:n,waiting:r}){let i=[[B.said,e],[B.declined,t],[B.notReached,n],[B.waiting,r]];return y`<dl class="counts" aria-label=${B.progress}>${i.map(([e,t])=>y`<div><dt>${e}</dt><dd>${O(t)}</dd></div>`)}</dl>`}(r):S}</header>
      <p class="soft">${B.hint}</p></section>
    ${n?function(e,t){let{page:n}=e;return y`<section class="panel call" aria-labelledby="call-title" data-code=${t.tracking_code}>
    <h2 id="call-title" tabindex="-1">${B.call} <a class="code" dir="ltr" href=${z(`cases`,t.tracking_code)}>${t.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${function({page:e},t){return[[B.agency,t.agency_name],...e?[[B.kind,e.kind_fa],[B.filed,e.created_at_fa]]:[],[B.drawn,t.drawn_fa],[B.until,t.until_fa],[B.tries,t.tries?B.times(O(t.tries)):B.never]]}(e,t).map(([e,t])=>y`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${n?y`<div><h3>${B.matter}</h3><p class="words" dir="auto">${n.description}</p></div>${function(e,t){return e.number?y`<div><h3>${B.number}</h3><p class="number"><a href=${`tel:${e.number}`} dir="ltr">${Re(e.number)}</a></p></div>`:e.mobile?y`<form class="why" aria-label=${B.number} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`reason`)??``}`.trim();n&&t.reveal(n).then(e=>e?R(`.number a`):void 0)}(t,e)}>
    <p class="soft" id="number-hint">${B.hidden}</p>
    <label>${B.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${B.reason(t.agency_name).slice(0,200)}></textarea></label>
    <div class="buttons"><button class="main">${B.show}</button></div></form>`:y`<p class="soft">${B.noNumber}</p>`}(e,t)}`:S}
      </div><div class="call-part">
        <div><h3>${B.script}</h3><ol class="script">${B.steps.map(e=>y`<li>${e}</li>`)}</ol><p class="soft">${B.rules}</p></div>
        ${n?function(e){return y`<form class="outcome" aria-label=${B.outcome} @submit=${t=>function(e,t){e.preventDefault();let n=e.target,r=new FormData(n).get(`outcome`);r&&Vn(t.note(r),n)}(t,e)}>
    <fieldset aria-describedby="once-hint"><legend>${B.outcome}</legend>
      ${Object.entries(B.outcomes).map(([e,t])=>y`<label class="check"><input type="radio" name="outcome" value=${e} required>${t}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${B.onceHint}</p>
    <div class="buttons"><button class="main">${B.keep}</button><button type="button" @click=${t=>{Vn(e.postpone(),t.target.form)}}>${B.later}</button></div></form>`}(e):S}
      </div></div>
  </section>`}(e,n):e.calls?y`<p class="empty">${B.empty}</p>`:e.notice?S:y`<p class="soft" role="status">${B.loading}</p>`}
    ${t&&r?function({gaps:e},{month_fa:t}){let n=e.filter(({is_flagged:e})=>e);return y`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${B.gaps(t)}</h3><p class="soft">${B.gapsHint}</p>
    ${n.length?n.map(e=>zn(e,!0)):y`<p>${gn}</p>`}</section>`}(e,r):S}
  </main>`}(this.#s,this.#e.may(`see_insight`)):e===`record`?(a=this.#c,o=this.#e.may(`read_cases`),y`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!a.notice}>${a.notice}</p>
    <p class="done" role="status" ?hidden=${!a.done}>${a.done}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${Z.title}</h2>
      <p class="soft">${Z.hint}</p>
      ${a.terms?function(e,{people:t,actions:n}){return y`<form class="fields" aria-labelledby="record-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o,s]=[`account_id`,`action`,`since`,`until`,`tracking_code`].map(e=>E(`${n.get(e)??``}`).trim()),c={account_id:r,action:i,since:a,until:o,tracking_code:s};e.submitter?.name===`save`?t.save(c):t.show(c)}(t,e)}>
    <label>${Z.person}<select name="account_id"><option value="">${Z.everybody}</option>
      ${t.map(({id:e,title:t})=>y`<option value=${e}>${t}</option>`)}</select></label>
    <label>${Z.action}<select name="action"><option value="">${Z.anything}</option>
      ${n.map(({id:e,title:t})=>y`<option value=${e}>${t}</option>`)}</select></label>
    ${q(e.faults,`since`,{title:Z.since,hint:Yr})}${q(e.faults,`until`,{title:Z.until,hint:Yr})}
    ${tr(Yr,!1,Z.bothDays)}
    <div><label>${Z.code}<input name="tracking_code" dir="ltr" maxlength="32" autocomplete="off" autocapitalize="characters" spellcheck="false"
      aria-invalid=${!!e.faults.of(`tracking_code`)} aria-describedby=${K(e.faults,`tracking_code`)}></label>${G(e.faults,`tracking_code`)}</div>
    <p class="buttons wide"><button class="main">${Z.show}</button><button name="save" value="save">${Z.save}</button></p>
  </form>`}(a,a.terms):S}
      ${a.entries?function(e,t,n){return t.length?y`<div class="scroll" tabindex="0" role="region" aria-label=${Z.table}><table>
      <thead><tr><th scope="col">${Z.when}</th><th scope="col">${Z.person}</th><th scope="col">${Z.action}</th><th scope="col">${Z.about}</th></tr></thead>
      <tbody>${t.map(e=>y`<tr data-action=${e.action}>
        <td>${e.at_fa}</td><td>${e.who_fa}</td><td>${e.action_fa}</td><td>${function({tracking_code:e,conversation_id:t,details:n},r){let i=e&&r?y`<a href=${z(`cases`,e)} dir="ltr">${e}</a>`:y`<bdi>${e}</bdi>`;return y`${e?y`<p>${Z.caseIs}: ${i}</p>`:S}
    ${t?y`<p>${Z.talkIs}: <bdi>${t}</bdi></p>`:S}
    ${n.map(({title_fa:e,text:t})=>y`<p>${e}: <bdi>${t}</bdi></p>`)}`}(e,n)}</td></tr>`)}</tbody>
    </table></div>
    ${e.next?y`<p><button @click=${()=>{e.more()}}>${Z.more}</button></p>`:S}`:y`<p class="soft" role="status">${Z.none}</p>`}(a,a.entries,o):S}
    </section>
  </main>`):e===`ready`?function(e){let{list:t}=e;return y`<main class="upkeep ready">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="ready-title">
      <div class="panel-head"><h2 id="ready-title">${X.title}</h2><button @click=${()=>{e.edit(void 0)}}>${X.newTitle}</button></div>
      <p class="soft">${X.hint}</p>
      ${function(e){let{wanted:t}=e;return y`<form class="fields" role="search" aria-label=${X.find} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target);t.find({words:`${n.get(`words`)??``}`.trim(),whose:`${n.get(`whose`)??``}`,retired:n.has(`retired`)})}(t,e)}>
    <label>${X.words}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${t.words}></label>
    <label>${X.whose}<select name="whose">${[[``,X.all],[`own`,X.own],[`shared`,X.shared]].map(([e,n])=>y`<option value=${e} .selected=${e===t.whose}>${n}</option>`)}</select></label>
    <label class="check wide"><input type="checkbox" name="retired" .checked=${t.retired}>${X.retired}</label>
    <button class="main">${X.show}</button>
  </form>`}(e)}
      ${t?function(e,t){let{words:n,whose:r,retired:i}=e.wanted;return t.length?y`<ul class="closures" aria-label=${X.list}>${t.map(t=>y`<li data-id=${t.id}>
    <p><b>${t.title}</b> <span class="badge settled">${t.is_shared?X.shared:X.own}</span></p>
    <p class="words">${t.text}</p>
    <p class="soft">${t.changed_by?X.by(t.changed_by,t.changed_at_fa):X.since(t.changed_at_fa)}</p>
    ${t.may_change?function(e,t){return y`<p class="row">${t.is_retired?y`<button class="small" aria-label=${X.restoreOf(t.title)} @click=${()=>{e.restore(t)}}>${X.restore}</button>`:y`<button class="small" aria-label=${X.editOf(t.title)} @click=${()=>{e.edit(t)}}>${X.edit}</button>
        <button class="small" aria-label=${X.retireOf(t.title)} @click=${()=>{e.retire(t)}}>${X.retire}</button>`}</p>`}(e,t):S}</li>`)}</ul>`:y`<p class="soft" role="status">${n||r||i?X.none:X.nothingYet}</p>`}(e,t.answers):S}
    </section>
    ${t?function(e,t){let{faults:n,open:r}=e,i=function(e,t){return Wr(e,e=>t.find(t=>t.name===e)?.example)}(e.text,t);return y`<section class="panel" aria-labelledby="write-title">
    <h2 id="write-title">${r?X.changeTitle:X.newTitle}</h2>
    <form class="fields" novalidate aria-labelledby="write-title" @submit=${t=>{(async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=!t.mayOwn||r.get(`shared`)===`all`;await t.save(`${r.get(`title`)??``}`.trim(),i)&&n.reset()})(t,e)}}>
      <div class="wide"><label>${X.name}<input name="title" required maxlength="80" autocomplete="off" .value=${r?.title??``}
        aria-invalid=${!!n.of(`title`)} aria-describedby=${K(n,`title`)}></label>${G(n,`title`)}</div>
      <div class="wide"><label>${X.text}<textarea name="text" id="ready-text" rows="5" required maxlength="2000" dir="auto" .value=${e.text}
        aria-invalid=${!!n.of(`text`)} aria-describedby=${K(n,`text`,`places-hint`)}
        @input=${t=>e.write(t.target.value)}></textarea></label>${G(n,`text`)}</div>
      <div class="wide" role="group" aria-label=${X.places}><p class="soft" id="places-hint">${X.placesHint}</p>
        <p class="buttons">${t.map(({name:t})=>y`<button type="button" class="small" aria-label=${X.put(t)}
          @click=${()=>function(e,t){let n=document.getElementById(`ready-text`);n.setRangeText(`{${t}}`,n.selectionStart,n.selectionEnd,`end`),e.write(n.value),n.focus()}(e,t)}>{${t}}</button>`)}</p></div>
      <div class="wide"><h3>${X.preview}</h3>
        ${i?y`<p class="words preview-of">${i}</p>`:y`<p class="soft">${X.emptyPreview}</p>`}</div>
      ${!r&&e.mayShare&&e.mayOwn?y`<fieldset class="wide"><legend>${X.isShared}</legend>
    <label class="check"><input type="radio" name="shared" value="own" checked>${X.forMe}</label>
    <label class="check"><input type="radio" name="shared" value="all">${X.forAll}</label></fieldset>`:S}
      <p class="buttons wide"><button class="main">${X.save}</button>
        ${r?y`<button type="button" @click=${()=>{e.edit(void 0)}}>${X.cancel}</button>`:S}</p>
    </form>
  </section>`}(e,t.placeholders):S}
  </main>`}(this.#u):e===`keys`?function(e,t){let{asked:n}=e;return y`<main class="upkeep other-keys">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?xr(e.once,()=>e.hide()):S}
    <section class="panel" aria-labelledby="keys-title">
      <h2 id="keys-title" tabindex="-1">${`کلیدهای سامانه‌های دیگر`}</h2>
      <p class="soft">${`سامانهٔ یک دستگاه یا یک همکار با کلید به دستیار وصل می‌شود. کلید هر کس را فقط به خودش بدهید.`}</p>
      ${e.keys?e.keys.length?function(e,t){return y`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کلیدها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${mr}</th><th scope="col">${hr}</th><th scope="col">${gr}</th><th scope="col">${_r}</th><td></td></tr></thead>
    <tbody>${t.map(t=>{return y`<tr data-id=${t.id}>
      <th scope="row">${t.name} <span class="soft"><bdi>${t.id}</bdi></span></th>
      <td data-label=${mr}>${t.scope_fa}${t.agency_name?y` <span class="soft">${t.agency_name}</span>`:S}</td>
      <td data-label=${hr}><span class="badge ${t.state===`valid`?`active`:`disabled`}">${t.state_fa}</span></td>
      <td data-label=${gr}>${t.last_used_at_fa??y`<span class="soft">${`هرگز`}</span>`}</td>
      <td data-label=${_r}>${t.expires_at_fa}</td>
      <td>${t.state===`revoked`?S:y`<button class="small" aria-label=${n=t.name,`باطل کردن کلید ${n}`} @click=${()=>e.ask(t)}>${`باطل کردن`}</button>`}</td></tr>`;var n})}</tbody>
  </table></div>`}(e,e.keys):y`<p class="soft">${`هنوز کلیدی ساخته نشده است. نخستین را در پایین بسازید.`}</p>`:S}
      ${n?or((r=n.name,`کلید «${r}» همین حالا و برای همیشه از کار می‌افتد. سامانه‌ای که با آن وصل است جدا می‌شود.`),`بله، باطل شود`,()=>{e.revoke(n)},()=>e.ask(void 0)):S}
    </section>
    ${function(e,t){let{faults:n,scope:r}=e;return y`<section class="panel" aria-labelledby="new-key-title">
    <h2 id="new-key-title">${`ساختن کلید`}</h2>
    <form class="fields" novalidate aria-labelledby="new-key-title" @submit=${t=>{(async function(e,t){let n=e.target,{days:r=``,...i}=rr(e),a={...i,days:/^\d{1,5}$/.test(E(r))?Number(E(r)):0};await t.make(a)&&(n.reset(),t.choose(`agency`))})(t,e)}}>
      <div><label>${`نام`}<input name="name" required maxlength="64" autocomplete="off" aria-invalid=${!!n.of(`name`)}
        aria-describedby=${K(n,`name`,`key-name-hint`)}></label><p class="soft" id="key-name-hint">${`نام سامانه‌ای که کلید را می‌گیرد، ۳ تا ۶۴ نویسه`}</p>${G(n,`name`)}</div>
      <div><label>${`چند روز کار کند`}<input name="days" inputmode="numeric" dir="ltr" maxlength="5" value="۳۶۵" autocomplete="off" aria-invalid=${!!n.of(`days`)}
        aria-describedby=${K(n,`days`,`key-days-hint`)}></label><p class="soft" id="key-days-hint">${`۱ تا ۱۰۹۵ روز؛ یک سال ۳۶۵ روز است.`}</p>${G(n,`days`)}</div>
      <label>${mr}<select name="scope" @change=${t=>e.choose(t.target.value)}>
        ${nr(Object.entries(vr),r)}</select></label>
      ${r===`agency`?ar(n,t,``):S}
      <button class="main">${`ساخته شود`}</button>
    </form>
  </section>`}(e,t)}
  </main>`;var r}(this.#d,this.#t.terms):e===`accounts`?function(e,t){return y`<main class="upkeep staff">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?xr(e.once,()=>e.hide()):S}
    ${e.isNew?function(e,t){let{faults:n}=e;return y`<section class="panel" aria-labelledby="new-title">
    <p><a href=${z(`accounts`)}>${di}</a></p>
    <h2 id="new-title" tabindex="-1">${`دعوت همکار تازه`}</h2>
    <p class="soft">${`پیوندی یک‌بارمصرف می‌گیرید. همکارتان با آن گذرواژه‌اش را خودش می‌سازد؛ شما آن را نمی‌بینید.`}</p>
    <form class="fields" novalidate aria-labelledby="new-title" @submit=${t=>async function(e,t){let n=e.target;await t.invite(rr(e))&&(n.reset(),t.choose(`operator`),await R(`#once-title`))}(t,e)}>
      <div><label>${`نام کاربری`}<input name="login" dir="ltr" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${!!n.of(`login`)} aria-describedby=${K(n,`login`,`login-hint`)}></label>
        <p class="soft" id="login-hint">${`۳ تا ۶۴ نویسه: حروف لاتین، رقم، نقطه، خط تیره و زیرخط`}</p>${G(n,`login`)}</div>
      ${hi(e,void 0,t,!1)}
      <button class="main">${`دعوت شود`}</button>
    </form>
  </section>`}(e,t):e.account?function(e,t,n){return y`<section class="panel" aria-labelledby="account-title">
    <p><a href=${z(`accounts`)}>${di}</a></p>
    <div class="case-head"><h2 id="account-title" tabindex="-1">${t.name}</h2><span class="badge ${t.state}">${t.state_fa}</span></div>
    <p class="soft"><bdi>${t.login}</bdi> · ${t.role_fa}${t.agency_name?y` · ${t.agency_name}`:S} · ${r=t.created_at_fa,`ساخته شد: ${r}`}</p>
    ${t.until_fa?y`<p class="soft">${(e=>`پیوند دعوت تا ${e} کار می‌کند.`)(t.until_fa)}</p>`:S}
    ${t.is_own?y`<p class="soft">${`نقش، وضعیت و ورودهای حساب خودتان را مدیر دیگری تغییر می‌دهد.`}</p>`:function(e,t){let{asked:n}=e,r=t.state===`disabled`,i=(t,r)=>y`<button aria-expanded=${n===t} @click=${()=>function(e,t){e.ask(e.asked===t?void 0:t),e.asked&&R(`#sure-yes`)}(e,t)}>${r}</button>`;return y`<div class="buttons" role="group" aria-label=${`ورود به حساب`}>
      ${t.sessions?i(`sign-out`,`پایان همهٔ ورودها`):S}
      ${i(`renew`,`پیوند تازه`)}
      ${r?y`<button @click=${()=>{e.enable()}}>${`باز کردن حساب`}</button>`:i(`disable`,`بستن حساب`)}
    </div>
    ${n?or(gi[n],`بله، انجام شود`,()=>{e.take(n)},()=>e.ask(void 0)):S}`}(e,t)}
  </section>
  <section class="panel" aria-labelledby="change-title">
    <h3 id="change-title">${`نام، نقش و دستگاه`}</h3>
    ${t.is_own?S:y`<p class="soft">${`با تغییر نقش یا دستگاه، این همکار از همهٔ مرورگرها خارج می‌شود و دوباره وارد می‌شود.`}</p>`}
    <form class="fields" novalidate aria-labelledby="change-title" @submit=${n=>function(e,t,n){let r=n.agency_id?{agency_id:n.agency_id}:{},i=n.is_own?{role:n.role,...r}:{};t.change({...rr(e),...i})}(n,e,t)}>
      ${hi(e,t,n,t.is_own)}
      <button class="main">${`ذخیره شود`}</button>
    </form>
  </section>
  <section class="panel" aria-labelledby="signed-title">
    <h3 id="signed-title">${`کجا وارد شده است`}</h3>
    ${t.signed_in.length?y`<ul class="closures">${t.signed_in.map(e=>y`<li><p><b>${e.device_fa}</b></p>
          <p class="soft">${(e=>`ورود: ${e}`)(e.began_at_fa)}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(e.seen_at_fa)}</p></li>`)}</ul>`:y`<p class="soft">${`اکنون در هیچ مرورگری وارد نیست.`}</p>`}
  </section>`;var r}(e,e.account,t):function(e,t){let{page:n}=e;return y`<section class="panel" aria-labelledby="staff-title">
    <div class="panel-head"><h2 id="staff-title">${`حساب‌ها`}</h2><a class="button" href=${z(`accounts`,`new`)}>${`دعوت همکار تازه`}</a></div>
    <p class="soft">${`هر کس که پای میز می‌نشیند این‌جا حساب دارد. هر تغییر در دفتر میز ثبت می‌شود.`}</p>
    ${function(e,t){let{wanted:n}=e;return y`<form class="fields four" role="search" aria-label=${`جست‌وجو در حساب‌ها`} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`words`,`role`,`agency_id`,`state`].map(e=>`${n.get(e)??``}`.trim());t.find({words:r,role:i,agency_id:a,state:o})}(t,e)}>
    <label>${`نام یا نام کاربری`}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${n.words}></label>
    <label>${ai}<select name="role"><option value="">${`هر نقشی`}</option>${nr(Object.entries(oi),n.role)}</select></label>
    <label>${`دستگاه`}<select name="agency_id"><option value="">${`هر دستگاهی`}</option>${ir(t,n.agency_id)}</select></label>
    <label>${ci}<select name="state"><option value="">${`هر وضعیتی`}</option>${nr(Object.entries(li),n.state)}</select></label>
    <button class="main">${`نشان بده`}</button>
  </form>`}(e,t)}
    ${n?y`<p class="soft" role="status">${n.total?(r=O(n.total),`${r} حساب`):`حسابی با این ویژگی‌ها نیست. واژه‌ها را کوتاه‌تر کنید یا نقش و دستگاه را بردارید.`}</p>`:S}
    ${n?.accounts.length?(i=n.accounts,y`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول حساب‌ها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${ai}</th><th scope="col">${ci}</th><th scope="col">${ui}</th></tr></thead>
    <tbody>${i.map(e=>y`<tr data-id=${e.id}>
      <th scope="row"><a href=${z(`accounts`,e.id)}>${e.name}</a> ${e.is_own?y`<span class="badge">${`حساب شما`}</span>`:S}
        <span class="soft"><bdi>${e.login}</bdi></span></th>
      <td data-label=${ai}>${e.role_fa}${e.agency_name?y` <span class="soft">${e.agency_name}</span>`:S}</td>
      <td data-label=${ci}><span class="badge ${e.state}">${e.state_fa}</span></td>
      <td data-label=${ui}>${e.seen_at_fa??y`<span class="soft">${`اکنون وارد نیست`}</span>`}</td></tr>`)}</tbody>
  </table></div>`):S}
    ${n&&n.pages>1?function(e,t){let{number:n}=e;return y`<nav class="buttons" aria-label=${`صفحه‌ها`}>
    <button ?disabled=${n<=1} @click=${()=>{e.turn(n-1)}}>${`صفحهٔ پیش`}</button>
    <span>${((e,t)=>`صفحهٔ ${e} از ${t}`)(O(n),O(t))}</span>
    <button ?disabled=${n>=t} @click=${()=>{e.turn(n+1)}}>${`صفحهٔ پس`}</button>
  </nav>`}(e,n.pages):S}
  </section>`;var r,i}(e,t)}
  </main>`}(this.#l,this.#t.terms):e===`situation`?function(e,t,n){let{found:r}=e;return y`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    ${function(e,t,n){let{found:r}=e,i=e.agency?`?agency_id=${encodeURIComponent(e.agency)}`:``;return y`<header class="situation-head">
    <h2>${V.title}${r?.agency_name?y` <span class="soft">${r.agency_name}</span>`:S}</h2>
    ${r?y`<p class="soft updated">${V.updated(r.at_fa)}</p>`:S}
    ${n.isClerk?S:y`<label class="scope"><span class="unseen">${V.scope}</span><select @change=${e=>{t=e.target.value,location.hash=z(`situation`,t||void 0);return;var t}}>
      <option value="" .selected=${!e.agency}>${V.all}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>y`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>`}
    <a class="button" href=${kn(e.agency??r?.agency_id)}>${r?.agency_id?V.report:V.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${i}`} download>${V.save}</a>
  </header>`}(e,t,n)}
    ${r?function(e,t,n){return y`${function(e,t,n){let{now:r,clocks:i,queue:a}=t,o=t.moved.find(({window:e})=>e===`day`),s=t=>({agency_id:e.agency,...t});return y`<ul class="tiles">
    <li class=${r.late?`tile urgent`:`tile`}><h3>${V.late}</h3><p class="figure">${U(n,s({overdue:!0}),O(r.late))}</p>
      <p class="soft">${V.lateHint}</p>
      ${o?y`<p>${U(n,s({breached:!0,within_h:24}),V.breached(O(o.breached)))}</p>`:S}</li>
    <li class=${i.within_3h?`tile near`:`tile`}><h3>${V.soon}</h3><p class="figure">${U(n,s({due_in_h:3}),O(i.within_3h))}</p>
      <p class="soft">${V.soonHint}</p>
      <dl class="clocks" aria-label=${V.clocksTitle}>${[1,24,72].map(e=>y`<div><dt>${V.clocks[`within_${e}h`]}</dt>
        <dd>${U(n,s({due_in_h:e}),O(i[`within_${e}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${V.waiting}</h3><p class="figure">${U(n,s({}),O(r.waiting))}</p>
      <p class="soft">${V.waitingHint}${t.unknown_agency?y` (${V.unknown(O(t.unknown_agency))})`:S}</p>
      ${o?y`<p class="pair">${U(n,s({moved:[`registered`],within_h:24}),V.filed(O(o.filed)))}
        ${U(n,s({moved:[`answered`],within_h:24}),V.answered(O(o.answered)))}</p>`:S}</li>
    ${a?y`<li class="tile"><h3>${V.queue}</h3><p class="figure">${n.seeQueue?y`<a href=${z(`talks`)}>${O(a.waiting)}</a>`:y`<span>${O(a.waiting)}</span>`}</p>
      <p class="soft">${V.queueHint}</p>
      <p class="pair">${a.longest_s===void 0?S:y`<span>${V.longest($e(a.longest_s))}</span>`}
        <span>${a.median_s===void 0?V.nobodyWaited:V.median($e(a.median_s))}</span></p></li>`:S}
  </ul>`}(e,t,n)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${V.map}</h3>
        ${Sn(e,t.provinces,n.readCases)}
        <p class="soft">${V.mapHint} <span class="on-keys">${V.mapKeys}</span></p>
        ${r=V.province,i=t.provinces,a=V.asTable,o=t=>An(e,n,{province:t.id?t.name:`-`}),y`<details class="as-table"><summary>${a}</summary>${jn(r,i,o,V.noProvince)}</details>`}
      </section>
      ${t.agencies.length||!t.agency_id?function(e,t,n){let r=t.agencies.slice(0,10),i=t.agencies.length-r.length;return y`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${V.agencies}</h3>
    ${r.length?jn(V.agency,r,t=>t.id?An(e,n,{agency_id:t.id}):(e,t)=>y`${O(t)}`,V.noAgency,!0):y`<p class="soft">${V.nothingWaits}</p>`}
    ${i>0?y`<p class="soft">${V.moreAgencies(O(i))}</p>`:S}
    <p><a href=${kn(void 0)}>${V.reportsOfAll}</a></p></section>`}(e,t,n):S}
      ${n.readCases?function(e){return y`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${V.nearest}</h3>
    ${e.nearest.length?y`<ul class="near-list">${e.nearest.map(e=>y`<li><a href=${z(`cases`,e.tracking_code)}>
        <b class="code" dir="ltr">${e.tracking_code}</b><span class="left">${e.time_left_fa}</span>
        <span class="soft">${[e.agency_name,e.place_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>
      <p><a href=${bn({agency_id:e.agency,due_in_h:72})}>${V.showAll}</a></p>`:y`<p class="soft">${V.noneNear}</p>`}</section>`}(e):S}
      ${function(e,t){return y`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${t.keepOutages?y`<a href=${z(`outages`)}>${V.outages}</a>`:V.outages}</h3>
    ${e.outages.length?y`<ul class="outage-list">${e.outages.map(e=>y`<li>
        <span class=${e.is_confirmed?`badge late`:`badge`}>${e.is_confirmed?V.confirmed:V.suspected}</span>
        <b>${e.agency_name}</b> <span class="soft">${[e.place_fa,V.since(e.since_fa),e.people?V.told(O(e.people)):``].filter(Boolean).join(` · `)}</span></li>`)}</ul>`:y`<p class="soft">${V.noOutage}</p>`}</section>`}(t,n)}
      ${function(e,t,n){return y`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${V.marks}</h3>
    ${Nn(V.caseMarks,t.case_marks,(t,r)=>U(n,(t=>({agency_id:e.agency,moved:[`confirmed`,`partly`,`disputed`],within_h:t}))(t),r))}
    ${t.talk_marks.length?Nn(V.talkMarks,t.talk_marks,(e,t)=>y`${t}`):S}
    <p class="soft">${V.interval}${t.talk_marks.length?y` ${V.askedDays}`:S}</p></section>`}(e,t,n)}
      ${t.settled.length?function(e){return y`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${V.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${V.window}</th><th scope="col">${V.alone}</th><th scope="col">${V.talks}</th><th scope="col">${V.handed}</th><th scope="col">${V.bad}</th></tr></thead>
      <tbody>${e.settled.map(e=>y`<tr><th scope="row">${V.windows[e.window]}</th><td>${Pn(e.alone)}</td><td>${O(e.alone.of)}</td>
        <td>${O(e.handed_over)}</td><td>${O(e.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${V.settledHint}</p></section>`}(t):S}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${V.trend}</h3>${function(e){let t=t=>e.reduce((e,n)=>e+n[t],0),n=Math.max(4,...e.flatMap(({filed:e,answered:t,breached:n})=>[e,t,n])),r=t=>6+t*(En-12)/Math.max(1,e.length-1),i=e=>H-On-e*(H-Dn-On)/n,a=t=>e.map((e,n)=>`${r(n).toFixed(1)},${i(e[t]).toFixed(1)}`).join(` `),[o,s]=[e[0],e.at(-1)];return y`<svg class="trend" viewBox="0 0 ${En} ${H}" role="img" aria-label=${V.trendIs(O(t(`filed`)),O(t(`answered`)),O(t(`breached`)))}>
      ${[0,.5,1].map(e=>b`<line class="grid" x1="0" x2=${En} y1=${i(n*e)} y2=${i(n*e)}></line>`)}
      <text x="2" y=${i(n)-3} text-anchor="end" class="tick">${O(n)}</text>
      ${e.map((e,t)=>e.breached?b`<rect class="breached" x=${r(t)-5} width="10" y=${i(e.breached)} height=${i(0)-i(e.breached)} rx="1.5"></rect>`:b``)}
      <polyline class="answered" points=${a(`answered`)}></polyline>
      <polyline class="filed" points=${a(`filed`)}></polyline>
      <text x="2" y=${H-5} text-anchor="end" class="tick">${o?.at_fa}</text>
      <text x=${En-2} y=${H-5} text-anchor="start" class="tick">${s?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${[`filed`,`answered`,`breached`].map(e=>y`<li><i class=${`key ${e}`}></i>${V.lines[e]}: <b>${O(t(e))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${V.asTable.replace(`نقشه`,`نمودار`)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${V.trend}><table>
        <thead><tr><th scope="col">${V.day}</th>${[`filed`,`answered`,`breached`].map(e=>y`<th scope="col">${V.lines[e]}</th>`)}</tr></thead>
        <tbody>${e.map(e=>y`<tr><th scope="row">${e.at_fa}</th><td>${O(e.filed)}</td><td>${O(e.answered)}</td><td>${O(e.breached)}</td></tr>`)}</tbody>
      </table></div></details>`}(t.trend)}<p class="soft">${V.trendHint}</p></section>
    </div>`;var r,i,a,o}(e,r,n):e.notice?S:y`<p class="soft" role="status">${V.loading}</p>`}
  </main>`}(this.#f,this.#t.terms,this.#b):e===`own`?(r=this.#p,i=this.#e.session.account.login,y`<main class="upkeep own">
    <h2>${Er}</h2>
    <p class="notice" role="alert" ?hidden=${!r.notice}>${r.notice}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.sessions?function(e,t){let n=t.filter(({is_this:e})=>!e);return y`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${`کجا وارد شده‌اید`}</h3>
    <p class="soft">${n.length?`اگر ورودی را نمی‌شناسید، آن را پایان دهید و گذرواژه را عوض کنید.`:`جای دیگری وارد نشده‌اید.`}</p>
    <ul class="closures">${t.map(t=>{return y`<li>
      <p><b>${t.device_fa}</b> ${t.is_this?y`<span class="badge">${`همین مرورگر`}</span>`:S}</p>
      <p class="soft">${n=t.began_at_fa,`ورود: ${n}`}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(t.seen_at_fa)}</p>
      ${t.is_this?S:y`<button class="small" aria-label=${((e,t)=>`پایان دادن به ورود ${e}، ${t}`)(t.device_fa,t.began_at_fa)} @click=${()=>{e.end(t.id)}}>${`پایان دادن`}</button>`}</li>`;var n})}</ul>
    ${n.length?y`<p><button @click=${()=>{e.endOthers()}}>${`خروج از همهٔ مرورگرهای دیگر`}</button></p>`:S}
  </section>`}(r,r.sessions):S}
    ${function(e,t){return y`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${`عوض کردن گذرواژه`}</h3>
    <p class="soft" id="password-hint">${`گذرواژهٔ تازه دست‌کم ۱۲ نویسه دارد؛ چند واژهٔ بی‌ربط پشت سر هم خوب است. با این کار از همهٔ مرورگرهای دیگر خارج می‌شوید.`}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`old`,`fresh`,`again`,`code`].map(e=>`${n.get(e)??``}`);t.change(r,i,a,E(o))}(t,e)}>
      <input hidden autocomplete="username" .value=${t} readonly>
      <label class="wide">${`گذرواژهٔ کنونی`}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${`گذرواژهٔ تازه`}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${`گذرواژهٔ تازه، یک بار دیگر`}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p></div>
      <button class="main">${`عوض شود`}</button>
    </form>
  </section>`}(r,i)}
  </main>`):this.#x();var t,n,r,i,a,o,s,c,l}get#b(){let e=e=>this.#e.may(e),t=e(`read_cases`)&&!e(`see_queue`);return{readCases:e(`read_cases`),seeQueue:e(`see_queue`),keepOutages:e(`keep_outages`),isClerk:t}}#x(){let e=this.#e,{talk:t}=e;return y`
      <main class="room" data-open=${t?`talk`:`list`}>
        <nav class="lists" aria-label=${`فهرست گفت‌وگوها`}>${function(e){let{waiting:t,mine:n,others:r,load:i}=e.queue,a=e.canAnswer;return y`
    ${i?function(e){return y`<section class="load">
    <h2>${`وضعیت میز`}</h2>
    <dl>${[[`در صف`,O(e.waiting)],[`بیشترین انتظار`,Ai(e.longest_wait_s)],[`میانهٔ انتظار`,Ai(e.median_wait_s)],[`میانهٔ رسیدگی`,Ai(e.median_handling_s)]].map(([e,t])=>t?y`<div><dt>${e}</dt><dd>${t}</dd></div>`:S)}</dl>
    ${e.alarms.length?y`<div role="group" aria-label=${`هشدارها`}>${e.alarms.map(e=>{return y`<p class="badge late alarm">${t=e.name,n=O(e.looks),r=e.at_fa,`${t} در یک ساعت ${n} بار اطلاعات شخصی دیده است (${r}).`}
          ${e.is_stopped?`جلوی دیدن بیشتر در آن ساعت گرفته شد.`:S}</p>`;var t,n,r})}</div>`:S}
    ${e.operators.map(({name:e,conversations:t})=>y`<p class="soft">${((e,t)=>`${e}: ${t} گفت‌وگو`)(e,O(t))}</p>`)}
  </section>`}(i):S}
    ${a?ki(e,`در دست من`,n,`گفت‌وگویی در دست ندارید.`):S}
    ${ki(e,`در صف`,t,`کسی در صف نیست.`)}
    ${a?y`<button class="wide" ?disabled=${!t.length} @click=${()=>e.takeNext()}>${`گرفتن نفر بعدی`}</button>`:S}
    ${r.length?ki(e,`در دست دیگران`,r,``):S}
  `}(e)}<p class="soft keys">${`کلیدهای میان‌بر: ؟`}</p></nav>
        <section class="talk">
          ${t?function(e,t,n){return y`
    <header class="talk-head">
      <button class="back" @click=${()=>e.leave()}>${`بازگشت به فهرست`}</button>
      <p class="owner ${t.owner}">
        ${t.owner_name&&!t.is_mine?`${Ue[t.owner]}: ${t.owner_name}`:Ue[t.owner]}
        ${t.queued_at_fa?y`<span class="soft">${r=t.queued_at_fa,`از ${r}`}</span>`:S}
      </p>
      <div class="actions">${function(e,t){return e.canAnswer?t.owner===`queue`?y`${Ni(e)}<button class="main" @click=${()=>e.take(t.conversation_id)}>${`گرفتن گفت‌وگو`}</button>`:t.is_mine?y`
    ${Ni(e)}
    <button @click=${()=>e.release()}>${`بازگرداندن به صف`}</button>
    <button aria-expanded=${e.sheet===`transfer`} @click=${()=>Pi(e,`transfer`)}>${`سپردن به همکار`}</button>
    <button class="main" aria-expanded=${e.sheet===`close`} @click=${()=>Pi(e,`close`)}>${`پایان گفت‌وگو`}</button>
  `:Ni(e):S}(e,t)}</div>
    </header>
    ${e.sheet===`none`?S:function(e,t){return e.sheet===`redact`?function(e){return y`<form class="case-sheet" aria-label=${Ge} @submit=${t=>async function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i]=[`words`,`reason`].map(e=>`${n.get(e)??``}`.trim());await t.redact(r,i)&&document.getElementById(`log`)?.focus()}(t,e)}
      @keydown=${Jt}>
    <h3>${Ge}</h3>
    <p class="soft" id="redact-hint">${`این واژه‌ها از گفت‌وگو، یادداشت‌ها و پرونده‌های آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`}</p>
    <label>${`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`}<input id="redact-words" name="words" required minlength="2" maxlength=${200} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${e.marked}></label>
    <label>${`دلیل (خود واژه‌ها را در آن نیاورید)`}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${`برای همیشه حذف شود`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${Ve}</button>
    </div>
  </form>`}(e):e.sheet===`transfer`?function(e,t){let n=t?.filter(({presence:e})=>e===`here`)??[],r=t?.filter(({presence:e})=>e!==`here`)??[];return y`<div class="sheet" role="group" aria-label=${Be}>
    <p>${t?n.length?Be:`اکنون همکار دیگری پای میز نیست. می‌توانید گفت‌وگو را به صف برگردانید.`:`کمی صبر کنید`}</p>
    ${n.map(t=>function(e,{id:t,name:n,role_fa:r,conversations:i}){return y`<button @click=${()=>e.transfer(t)}>
    ${n} (${r}) <span class="soft">${i?(a=O(i),`${a} گفت‌وگو در دست`):`بدون گفت‌وگو`}</span>
  </button>`;var a}(e,t))}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ve}</button>
    ${r.length?y`<p class="soft elsewhere">${`پای میز نیستند`}: ${r.map(Mi).join(`، `)}</p>`:S}
  </div>`}(e,e.colleagues):y`<div class="sheet" role="group" aria-label=${ze}>
    <p>${ze}</p>
    ${t.map(([t,n])=>y`<button @click=${()=>e.close(t)}>${n}</button>`)}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ve}</button>
  </div>`}(e,n)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${`پیام‌های گفت‌وگو`}>
      ${t.events.map(t=>function(e,t){let{role:n,reply:r,owner:i,turn_id:a}=t.data;if(i)return y`<p class="moved">${We[i]} · ${t.at_fa}</p>`;if(!n||!r)return S;let o=a?e.revealed.get(a):void 0,s=t.is_hidden&&o===void 0&&a&&e.may(`reveal_personal_data`),c=o===void 0?function(e){let t=e.services??(e.service?[e.service]:[]);return y`
    ${e.text?y`<p dir="auto">${e.text}</p>`:S}
    ${t.map(e=>y`<p class="card"><b>${e.title}</b><span class="soft">${e.agency.name}</span></p>`)}
    ${e.tracking_code?y`<p>${n=e.tracking_code,r=e.status_fa??``,`پروندهٔ ${n}: ${r}`}</p>`:S}
    ${e.kind===`line`?y`<p>${e.title}: ${e.reason}</p>`:S}
    ${e.options?.length?y`<p class="soft">${`گزینه‌ها`}: ${e.options.map(({title:e})=>e).join(`، `)}</p>`:S}
  `;var n,r}(r):y`<p dir="auto">${o}</p>`;return y`<article class="said ${n===`notice`?`system`:n}">
    <p class="who">${He[n]} · <time>${t.at_fa}</time></p>
    ${c}
    ${s?y`<button class="reveal" @click=${()=>e.reveal(a)}>${`نمایش اطلاعات شخصی`}</button>`:S}
    ${o===void 0?S:y`<p class="soft">${`این نمایش ثبت شد.`}</p>`}
  </article>`}(e,t))}
    </div>
    ${t.is_mine?(i=e.typing.isShown(t.conversation_id),y`<p class="typing soft" aria-live="off">${i?`شهروند در حال نوشتن است…`:S}</p>`):S}
  `;var r,i}(e,t,this.#_):y`<p class="empty">${`گفت‌وگویی را از فهرست باز کنید.`}</p>`}
          ${t?.is_mine?function(e,t){let n=e.drafts.get(t.conversation_id)??``;return y`
    ${e.suggestions.shown?function(e,t,{services:n,answers:r}){return n.length||r.length?y`<section class="suggested" aria-label=${Ke}>
    <h2>${Ke}</h2>
    <ul class="chips">
      ${r.map(({title:n,text:r})=>y`<li><button @click=${()=>{Ti(e,t,r)}}>${n}</button></li>`)}
      ${n.map(t=>{return y`<li><button aria-label=${n=t.title,`فرستادن کارت «${n}»`} @click=${()=>e.sendCard(t)}>
          ${(e=>`کارت «${e}»`)(t.title)}</button></li>`;var n})}
    </ul>
  </section>`:S}(e,n,e.suggestions.shown):S}
    <form class="composer" @submit=${t=>(t.preventDefault(),Ei(e,n))}>
      <label class="unseen" for="reply">${`پاسخ به شهروند`}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${n?`auto`:`rtl`} placeholder=${`پاسخ خود را بنویسید. Enter می‌فرستد، Shift+Enter خط تازه.`} .value=${n}
        @input=${t=>e.draft(t.target.value)}
        @keydown=${t=>function(t){t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),Ei(e,n))}(t)}></textarea>
      <button class="main" ?disabled=${!n.trim()}>${`فرستادن`}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${`پاسخ‌های آماده`}</summary>
        <ul class="chips">
          ${e.ready.answers.map(({title:r,text:i})=>y`<li><button @click=${()=>{(async function(e,t,n,r){let{placeholders:i}=e.ready;await Ti(e,n,function(e,t,n,r){let i=n.pack.cases.at(-1),a={operator:r,today:Kr(new Date),tracking_code:i?.tracking_code,status:i?.status_fa,agency:i?.agency_name,due:i?.due_at_fa};return Wr(e,e=>a[t.find(t=>t.name===e)?.fills??``])}(r,i,t,e.session.account.name));let a=document.getElementById(`reply`),o=Gr(a.value,i);if(!o)return;let s=a.value.indexOf(`{${o}}`);a.setSelectionRange(s,s+o.length+2)})(e,t,n,i)}}>${r}</button></li>`)}
        </ul>
        <p><a href=${z(`ready`)}>${X.keep}</a></p>
      </details>
      <details class="tool" id="search-tool"><summary>${`جست‌وجوی خدمت`}</summary>
        <form role="search" @submit=${t=>function(e,t){t.search(Di(e))}(t,e)}>
          <label class="unseen" for="search">${qe}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${qe}>
          <button>${`جست‌وجو`}</button>
        </form>
        ${e.found?function(e,t){return t.length?y`<ul class="entries">
    ${t.map(t=>y`<li><button class="entry" @click=${()=>e.sendCard(t)}>
        <span class="unseen">${`فرستادن کارت`}: </span><b>${t.title}</b><span class="soft">${t.agency.name}</span></button></li>`)}
  </ul>`:y`<p class="soft" role="status">${`خدمتی پیدا نشد.`}</p>`}(e,e.found):S}
      </details>
      <details class="tool"><summary>${Je}</summary>
        <form @submit=${t=>{(async function(e,t){let n=e.target;await t.note(Di(e))&&n.reset()})(t,e)}}>
          <label class="unseen" for="note">${Je}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${`ثبت یادداشت`}</button>
        </form>
      </details>
    </div>
  `}(e,t):S}
        </section>
        ${t?y`<section class="pack" aria-label=${Ye}>${function({pack:e,notes:t}){return y`
    <h2>${Ye}</h2>
    <p class="mood ${e.mood}">${`حال شهروند`}: <b>${e.mood_fa}</b></p>
    ${Oi(`نخستین پرسش`,e.first_words)}
    ${e.last_words===e.first_words?S:Oi(`آخرین پیام`,e.last_words)}
    ${function({about:e}){let t=Object.entries(e);return t.length?y`<section><h3>${`موضوع`}</h3>
    <dl>${t.map(([e,t])=>y`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
  </section>`:S}(e)} ${function({tried:e,failed_turns:t}){return e.length?y`<section>
    <h3>${`آنچه دستیار کرده است`} ${t?y`<span class="badge">${n=O(t),`${n} بار بی‌نتیجه`}</span>`:S}</h3>
    <ol>
      ${e.map(({asked:e,shown:t,has_failed:n})=>y`<li dir="auto">${e}
          <span class="soft">${t.length?t.join(`، `):n?`بی‌نتیجه`:``}</span></li>`)}
    </ol>
  </section>`:S;var n}(e)} ${function({cases:e}){return e.length?y`<section><h3>${`پرونده‌ها`}</h3>
    ${e.map(e=>{return y`<p><b dir="ltr">${e.tracking_code}</b> ${e.agency_name}
        <span class="soft">${e.status_fa} · ${t=e.due_at_fa,`مهلت: ${t}`}</span></p>`;var t})}
  </section>`:S}(e)}
    ${t.length?y`<section><h3>${`یادداشت‌ها`}</h3>
          ${t.map(({author:e,text:t,at_fa:n})=>y`<p>${t}<span class="soft">${e} · ${n}</span></p>`)}
        </section>`:S}
  `}(t)}</section>`:S}
      </main>
    `}async#S(){this.#g=function(e,t,n){let[r=``,i]=e.replace(/^#/,``).split(`?`),[a,o=``]=r.split(`/`),s=[...t,`own`].find(e=>e===a);if(!s)return{tab:n,code:void 0,isRefused:Yt.some(([e])=>e===a)};let c=Qt.includes(s)&&i?new URLSearchParams(i):void 0;return{tab:s,code:Zt[s]?.test(o)?o:void 0,query:c}}(location.hash,this.#m,this.#h),this.requestUpdate();let{tab:e,code:t,query:n}=this.#g;if(e!==`situation`&&this.#f.leave(),e===`talks`)return;if(e===`situation`)return void await Promise.all([this.#t.offer(),this.#f.arrive(t)]);if(e===`phone`)return this.#t.offer();if(e===`themes`)return await this.#a.arrive(t),t?R(`#theme-title`):void 0;if(e===`periods`)return await this.#o.arrive(t,n?.get(`agency_id`)??void 0),t&&!n?R(`#period-title`):void 0;if(e===`calls`)return this.#s.arrive();if(e===`record`)return this.#c.arrive();if(e===`own`)return this.#p.arrive(t===`changed`);if(e===`ready`)return this.#u.arrive();if(e===`keys`)return void await Promise.all([this.#t.offer(),this.#d.arrive()]);if(e===`accounts`)return await Promise.all([this.#t.offer(),this.#l.arrive(t)]),t?R(`#account-title, #new-title`):void 0;if(e===`outages`)return void await Promise.all([this.#t.offer(),this.#i.read()]);if(e===`upkeep`)return await Promise.all([this.#t.offer(),this.#r.read()]),this.#r.offer(this.#t.terms);let r=n?Promise.all([this.#t.offer(),this.#t.ask(n)]):this.#t.arrive();await Promise.all([r,this.#t.open(t)]),t&&await R(`#case-title`)}updated(e){let t=this.querySelector(`#log`);if(t){this.#v.observe(t);for(let e of t.children)this.#v.observe(e)}}#C(){let e=this.querySelector(`#log`);e&&(e.scrollTop=e.scrollHeight)}#w(e){if(this.#e.touch(),e.key===`Escape`)return this.#D();let t=e.target.matches?.(`input, textarea, select`);if(e.key!==`?`&&e.key!==`؟`||t){if(!e.altKey||document.getElementById($r)?.open||!this.#T(e.code))return}else ei();e.preventDefault()}#T(e){let t=this.#m[Number(e.replace(`Digit`,``))-1];return e.startsWith(`Digit`)&&t?(location.hash=z(t),!0):this.#g.tab===`cases`?function(e,t){let n=un[t];if(t===`KeyS`)document.getElementById(`case-search`)?.focus();else if(t===`KeyN`)e.next&&(r=e.next,location.hash=z(`cases`,r));else{if(!n)return!1;Kt(e,n)}var r;return!0}(this.#t,e):this.#g.tab===`phone`?function(e,t){if(t===`KeyS`)document.getElementById(`heard`)?.focus();else if(t===`KeyR`)e.read();else if(t===`KeyC`)document.getElementById(`caller-number`)?.focus();else{if(t!==`KeyN`||!e.receipt)return!1;(function(e){e.next(),R(`#heard`)})(e)}return!0}(this.#n,e):this.#g.tab===`themes`?function(e){return e===`KeyR`&&(R(`.themes [name=title]`),!0)}(e):this.#g.tab===`talks`&&this.#E(e)}#E(e){if(e===`KeyN`)this.#e.takeNext().then(()=>R(`#reply`));else if(e===`KeyR`)R(`#reply`);else if(e===`KeyS`)this.#O();else{if(e!==`KeyX`)return!1;ji(this.#e)}return!0}#D(){this.#g.tab===`accounts`&&this.#l.once||(this.#g.tab===`talks`&&this.#e.sheet!==`none`?this.#e.showSheet(`none`):Fi.includes(this.#g.tab)&&this.#g.code?location.hash=z(this.#g.tab):this.#g.tab===`cases`&&this.#t.asked?this.#t.askFor(void 0):this.#g.tab===`cases`&&this.#t.sheet&&this.#t.show(void 0))}#O(){this.querySelector(`#search-tool`)?.setAttribute(`open`,``),R(`#search`)}}),customElements.define(`desk-sign-in`,class extends Ii{async step(e){await this.api.signIn(`${e.get(`login`)}`,`${e.get(`password`)}`,`${e.get(`code`)}`),location.assign(`/desk${location.hash}`)}render(){return y`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${Xe}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${Ze}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${Li()}
      <button class="main">${`ورود`}</button>
    </form>`}}),customElements.define(`desk-enrol`,class extends Ii{#e=location.hash.slice(1);#t;#n=!1;connectedCallback(){super.connectedCallback(),this.#e?this.attempt(async()=>{this.#t=await this.api.beginEnrolment(this.#e)}):this.problem=`نشانی کامل نیست. پیوندی را که گرفته‌اید دوباره باز کنید.`}async step(e){await this.api.enrol(this.#e,`${e.get(`password`)}`,`${e.get(`code`)}`),this.#n=!0,history.replaceState(null,``,location.pathname)}render(){if(this.#n)return y`<p role="status">${`حساب آماده است.`}</p><p><a href="/desk/sign-in">${`رفتن به صفحهٔ ورود`}</a></p>`;let e=this.#t;return e?y`<form @submit=${this.submit}>
      <p>${t=e.name,`سلام ${t}. این حساب برای شما ساخته شده است.`}</p>
      <p>${`این کلید را در برنامهٔ کدساز گوشی (مانند Aegis یا Google Authenticator) وارد کنید:`}</p>
      <p class="secret" dir="ltr">${e.totp_secret.match(/.{1,4}/g)?.join(` `)}</p>
      <p><a href=${e.totp_uri}>${`باز کردن در برنامهٔ کدساز`}</a></p>
      <p>${`گذرواژه‌ای با دست‌کم ۱۲ نویسه بسازید و کدی را که برنامه نشان می‌دهد بنویسید.`}</p>
      ${this.problem?this.trouble:S}
      <label>${Xe}<input name="login" .value=${e.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${Ze}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${Li()}
      <button class="main">${`ساختن حساب`}</button>
    </form>`:this.trouble;var t}});